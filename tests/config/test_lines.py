"""Where in a settings file a key stands."""

from __future__ import annotations

import pytest

from hygiene.config.lines import line_of

FILE = """\
# place = "own" is a comment
place = "shared"

[check] # the options
only = [
    "saved-passwords",
]
"fail_on" = "high"

[[accepted]]
check = "a"
why = "one"

[[ accepted ]]
check = "b"
why = "two"

[plugins]
allow = []
"""


@pytest.mark.parametrize(
    ("key", "table", "row", "line"),
    [
        ("place", "", 0, 2),
        ("only", "check", 0, 5),
        ("fail_on", "check", 0, 8),
        ("check", "", 0, 4),
        ("check", "accepted", 0, 11),
        ("check", "accepted", 1, 15),
        ("why", "accepted", 1, 16),
        ("accepted", "", 0, 10),
        ("until", "accepted", 1, 14),
        ("allow", "plugins", 0, 19),
        ("nowhere", "", 0, 1),
        ("nowhere", "plugins", 0, 18),
    ],
)
def test_a_key_is_found_on_its_line(key: str, table: str, row: int, line: int) -> None:
    assert line_of(FILE, key, table, row) == line


def test_a_dotted_key_is_found_too() -> None:
    assert line_of('lang = "fr"\ncheck.only = []', "only", "check") == 2


def test_a_table_within_a_key_is_found_by_its_header() -> None:
    assert line_of("\n[check.only]\nx = 1", "only", "check") == 2
