"""What an extension of Chromium's family calls itself."""

from __future__ import annotations

from typing import Any

from hygiene.browsers.profile import Profile
from hygiene.errors import CannotLook, NotHere
from hygiene.filesystem.jsonfile import Keep, dig, read_json

_SOURCE = "manifest.json"
_KEPT = ("name", "default_locale")
_MARK = "__MSG_"


def name_of(profile: Profile, row: dict[str, Any]) -> str:
    """Its name; empty where nothing that can be read tells it.

    The settings hold it in the browser's language, but not that of an extension that lies unpacked
    in a folder of its own (156).
    """
    manifest = row.get("manifest")
    name = manifest.get("name") if isinstance(manifest, dict) else None
    if isinstance(name, str) and not name.startswith(_MARK):
        return name
    try:
        return _on_disk(profile, row.get("path"))
    except (NotHere, CannotLook):
        return ""  # it is counted all the same


def _on_disk(profile: Profile, path: object) -> str:
    if not isinstance(path, str) or not path:
        return ""
    windows = path[1:3] in (":\\", ":/")
    if path.startswith("/") or windows:
        folder = profile.tree.inside(path)
    else:
        folder = profile.at("Extensions/" + path.replace("\\", "/"))
    manifest = _json(profile, f"{folder}/{_SOURCE}", _KEPT)
    name, locale = manifest.get("name"), manifest.get("default_locale")
    if not isinstance(name, str):
        return ""
    if not name.startswith(_MARK):
        return name
    if not isinstance(locale, str) or not locale.replace("_", "").isalnum():
        return ""
    wanted = name.removeprefix(_MARK).removesuffix("__").casefold()
    texts = _json(
        profile,
        f"{folder}/_locales/{locale}/messages.json",
        lambda key: key == "message" or key.casefold() == wanted,
    )
    told = dig(next((v for k, v in texts.items() if k.casefold() == wanted), None), "message")
    return told if isinstance(told, str) else ""


def _json(profile: Profile, path: str, keep: Keep) -> dict[str, Any]:
    return read_json(profile.tree, path, source=_SOURCE, deadline=profile.deadline, keep=keep)
