"""Extensions of Chromium's family: which somebody added, what they may read, since when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from hygiene.browsers.chromium.dates import moment_of
from hygiene.browsers.chromium.extension_names import name_of
from hygiene.browsers.chromium.preferences import SOURCE, must_be_somebody_s, settings
from hygiene.browsers.extensions import Extension, Extensions, counted, everywhere
from hygiene.browsers.profile import Profile
from hygiene.filesystem.jsonfile import dig

#: Chromium's mojom::ManifestLocation: internal, by another program, unpacked, by its list of
#: updates. Left out: the keeper's (7, 9), the browser's own (5, 10), the command line's (8).
_ADDED = (1, 2, 3, 4, 6)
_ID = re.compile(r"[a-p]{32}\Z")
_KEYS = frozenset(
    (
        *("extensions", "settings", "location", "path", "state", "disable_reasons"),
        *("active_permissions", "granted_permissions", "runtime_granted_permissions"),
        *("withholding_permissions", "api", "explicit_host", "scriptable_host"),
        *("first_install_time", "install_time", "was_installed_by_default", "was_installed_by_oem"),
        *("manifest", "name", "theme", "app", "launch", "web_url"),
    )
)
#: Permissions that reach into every page without naming one (Chromium's warnings; recalled).
_REACHES = frozenset({"debugger", "pageCapture"})
#: Of `state`: 2 is what another program brought and somebody removed.
_ENABLED, _REMOVED = 1, 2


def extensions(profile: Profile) -> Extensions:
    """The extensions that neither the browser nor the keeper brought.

    Raises:
        NotHere: The profile is a guest's, or has no settings yet.
        CannotLook: The settings cannot be read.
    """
    must_be_somebody_s(profile)
    rows = dig(
        settings(profile, lambda k: k in _KEYS or bool(_ID.match(k))), "extensions", "settings"
    )
    return counted(_added(profile, rows), profile.clock)


def _added(profile: Profile, rows: object) -> Iterator[Extension]:
    for id_, row in rows.items() if isinstance(rows, dict) else ():
        if not _ID.match(id_) or not isinstance(row, dict) or not _is_added(row):
            continue
        profile.deadline.check(SOURCE)
        yield Extension(
            name=name_of(profile, row) or id_,
            installed=moment_of(row.get("first_install_time") or row.get("install_time")),
            reads_all=_reads_all(row),
            # A list of reasons since 2025, a number before; until then also the state.
            enabled=row.get("state", _ENABLED) == _ENABLED and not row.get("disable_reasons"),
        )


def _is_added(row: dict[str, Any]) -> bool:
    """Whether a person, or a program of theirs, added it: no theme, no link to a web page."""
    manifest = row.get("manifest")
    if isinstance(manifest, dict) and (
        "theme" in manifest or dig(manifest, "app", "launch", "web_url")
    ):
        return False
    brought = row.get("was_installed_by_default") is True or row.get("was_installed_by_oem") is True
    gone = brought or row.get("state") == _REMOVED
    return row.get("location") in _ADDED and not gone


def _reads_all(row: dict[str, Any]) -> bool:
    held = row.get("active_permissions") or row.get("granted_permissions")
    api = dig(held, "api")
    reaches = isinstance(api, list) and any(isinstance(p, str) and p in _REACHES for p in api)
    if row.get("withholding_permissions") is True:
        # Somebody chose "on click" or "on these sites": the rest is as before (measured, 156).
        held = row.get("runtime_granted_permissions")
    kinds = ("explicit_host", "scriptable_host")
    return reaches or any(everywhere(dig(held, kind)) for kind in kinds)
