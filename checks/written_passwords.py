"""Passwords in files: exported by a browser, or typed into a list."""

from __future__ import annotations

from hygiene.api import Answer, Home, Iterator, check, found, password_files


@check("written-passwords", kind="password-file", looks_at=Home)
def written_passwords(home: Home) -> Iterator[Answer]:
    """One finding a place. Of a table only the line of headings is read."""
    for place, tally in password_files(home):
        yield from found(tally, subject=place)
