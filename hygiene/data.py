"""Knowledge is data: TOML files that lie beside the code."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any


@cache
def load(package: str, name: str) -> dict[str, Any]:
    """What the TOML file `name` of `package` holds; raises FileNotFoundError where there is none.

    An installed package has it compiled to JSON beside it (packaging/compiled_knowledge.py).
    """
    # Not importlib.resources: it loads half of the library, for packages that are zip files.
    place = import_module(package).__file__
    assert place is not None
    path = Path(place).with_name(name)
    try:
        text = path.with_suffix(".json").read_text(encoding="utf-8")
    except FileNotFoundError:
        import tomllib

        return tomllib.loads(path.read_text(encoding="utf-8"))
    import json

    found: dict[str, Any] = json.loads(text)
    return found
