"""Where links of Windows lead, in words: none can be made here, nor under wine."""

from __future__ import annotations

import pytest

from hygiene.commandline.windows_link import is_volume, onward

VOLUME = "\\\\?\\Volume{825dab62-0000-0000-0000-100000000000}\\"


@pytest.mark.parametrize(
    ("target", "leads"),
    [
        ("\\\\?\\D:\\disk", "D:\\disk\\a\\b"),  # a junction
        ("D:\\disk\\", "D:\\disk\\a\\b"),
        ("disk", "C:\\Users\\zoé\\disk\\a\\b"),
        ("..\\disk", "C:\\Users\\disk\\a\\b"),
        ("..\\..\\..\\..\\disk", "C:\\disk\\a\\b"),
        ("\\disk", "C:\\disk\\a\\b"),  # on the same drive
        ("\\\\?\\UNC\\server\\share", "\\\\server\\share\\a\\b"),
        ("\\\\server\\share\\disk", "\\\\server\\share\\disk\\a\\b"),
        (VOLUME, VOLUME + "a\\b"),  # a disk mounted in a folder
    ],
)
def test_a_link_leads_on_to_the_names_below_it(target: str, leads: str) -> None:
    assert onward("C:\\Users\\zoé\\link", target, ["a", "b"]) == leads


def test_a_link_at_a_drives_root_leads_on() -> None:
    assert onward("C:\\link", "disk", []) == "C:\\disk"


@pytest.mark.parametrize(
    ("drive", "here"),
    [("C:", True), (VOLUME.rstrip("\\"), True), ("\\\\server\\share", False)],
)
def test_a_share_is_on_another_computer(drive: str, here: bool) -> None:
    assert is_volume(drive) is here
