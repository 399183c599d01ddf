"""What the tests of discovery ask of the installations that were found."""

from __future__ import annotations

from hygiene.browsers.profile import Installation


def only(found: tuple[Installation, ...]) -> Installation:
    assert len(found) == 1, [(i.browser, i.data) for i in found]
    return found[0]


def folders(installation: Installation) -> list[str]:
    return [profile.folder for profile in installation.profiles]
