"""Files with `[sections]` and `key=value` lines, as GLib and Qt write them: only wanted keys.

Secrets may lie beside them: what is not asked for is dropped as it is met.
"""

from __future__ import annotations

from collections.abc import Mapping

_YES, _NO = (b"true", b"1", b"yes"), (b"false", b"0", b"no")


def sections(
    data: bytes, wanted: Mapping[str, tuple[str, ...]]
) -> dict[str, dict[str, bytes]] | None:
    """The values of `wanted` keys by section; None where the file is no key file at all.

    Args:
        data: The file.
        wanted: Keys to keep, by section; nothing else is kept.
    """
    found: dict[str, dict[str, bytes]] = {}
    section: str | None = None
    seen = False
    for line in data.split(b"\n"):
        line = line.removesuffix(b"\r").lstrip()
        if not line or line.startswith(b"#"):
            continue
        if line.startswith(b"[") and line.rstrip().endswith(b"]"):
            seen = True
            name = line.rstrip()[1:-1].decode("utf-8", "replace")
            section = name if name in wanted else None
            if section is not None:
                found.setdefault(section, {})
        elif section is not None:
            key, equals, value = line.partition(b"=")
            name = key.strip().decode("utf-8", "replace")
            if equals and name in wanted[section]:
                found[section][name] = value.lstrip()
    return found if seen else None


def flag(value: bytes, *, default: bool) -> bool:
    """The switch that a value means; `default` where it means none."""
    word = value.strip().lower()
    return True if word in _YES else False if word in _NO else default
