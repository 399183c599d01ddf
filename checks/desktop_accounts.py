"""Mail and chat programs in which somebody's account stays: the next person reads the messages."""

from __future__ import annotations

from hygiene.api import Answer, Home, Iterator, check, desktop_accounts, found


@check("desktop-accounts", kind="desktop-account", looks_at=Home)
def accounts_of_programs(home: Home) -> Iterator[Answer]:
    """One finding a program, by its files; no address is read."""
    for program, tally in desktop_accounts(home):
        yield from found(tally, subject=program)
