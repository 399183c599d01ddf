"""What a terminal cannot show is written with what it can."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hygiene.commandline.console import fitting


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [
        ("utf-8", "Bilan\u00a0: «\u00a0été\u00a0» → fini…"),
        ("cp1252", "Bilan\u00a0: «\u00a0été\u00a0» -> fini…"),
        ("ascii", 'Bilan : " ete " -> fini...'),
    ],
)
def test_accents_and_signs_fall_back(encoding: str, shown: str) -> None:
    assert fitting("Bilan\u00a0: «\u00a0été\u00a0» → fini…", encoding) == shown


@given(st.text())
def test_nothing_is_lost_where_everything_fits(text: str) -> None:
    if text.isprintable():
        assert fitting(text, "utf-8") == text
