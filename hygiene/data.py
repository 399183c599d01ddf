"""Knowledge is data: TOML files that lie beside the code."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load(package: str, name: str) -> dict[str, Any]:
    """The parsed TOML file `name` of `package`; raises FileNotFoundError where there is none."""
    return tomllib.loads(files(package).joinpath(name).read_text(encoding="utf-8"))
