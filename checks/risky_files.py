"""Files that are not what they look like: whoever opens one may run a program."""

from __future__ import annotations

from hygiene.api import Answer, Home, Iterator, check, found, risky_files


@check("risky-files", kind="risky-file", looks_at=Home)
def files_in_disguise(home: Home) -> Iterator[Answer]:
    """One finding a place, by the names and the first bytes of the files."""
    for place, tally in risky_files(home):
        yield from found(tally, subject=place)
