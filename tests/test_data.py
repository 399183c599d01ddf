"""Knowledge is the same in a checkout (TOML) and in a wheel (JSON)."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

import hygiene

INSIDE = Path(hygiene.__file__).parent
FILES = [*INSIDE.rglob("*.toml"), *(INSIDE.parent / "checks").glob("*.toml")]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_json_can_say_all_that_a_file_says(path: Path) -> None:
    known = tomllib.loads(path.read_text("utf-8"))
    assert json.loads(json.dumps(known)) == known
