"""Extensions of Firefox and its family: which somebody added, what they may read, since when."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hygiene.browsers.counting import MILLISECONDS
from hygiene.browsers.extensions import Extension, Extensions, counted, everywhere
from hygiene.browsers.policies import policy_value
from hygiene.browsers.profile import Profile
from hygiene.errors import NotHere
from hygiene.filesystem.jsonfile import dig, objects

SOURCE = "extensions.json"
#: What was granted later on, or at the install of one of the third manifest version (153).
GRANTS = "extension-preferences.json"
_KEYS = (
    *("addons", "id", "type", "location", "active", "installDate", "defaultLocale", "name"),
    *("userPermissions", "origins", "installTelemetryInfo", "source"),
)
#: Where the browser keeps its own (XPIProvider.sys.mjs, 153).
_OWN = (
    *("app-builtin", "app-builtin-addons", "app-system-builtin", "app-system-defaults"),
    *("app-system-addons", "app-global"),
)
#: By the keeper; with the browser, by who made this edition of it.
_BROUGHT = ("enterprise-policy", "distribution", "system-addon")
_FORCED = ("force_installed", "normal_installed")


def extensions(profile: Profile) -> Extensions:
    """The extensions that neither the browser nor the keeper brought; themes are none.

    Raises CannotLook where the list of them, or of what was granted, cannot be read.
    """
    try:
        listed = objects(profile.json(SOURCE, _KEYS).get("addons"))
    except NotHere:
        listed = []
    added = [addon for addon in listed if _is_added(profile, addon)]
    return counted(_told(profile, added), profile.clock)


def _is_added(profile: Profile, addon: dict[str, Any]) -> bool:
    if addon.get("type") != "extension" or addon.get("location") in _OWN:
        return False
    if dig(addon, "installTelemetryInfo", "source") in _BROUGHT:
        return False
    kept = dig(policy_value(profile.installation, "ExtensionSettings"), str(addon.get("id")))
    return dig(kept, "installation_mode") not in _FORCED


def _told(profile: Profile, added: list[dict[str, Any]]) -> Iterator[Extension]:
    ids = frozenset(str(addon.get("id")) for addon in added)
    try:
        granted = profile.json(GRANTS, (*ids, "origins")) if ids else {}
    except NotHere:
        granted = {}
    for addon in added:
        id_, name = str(addon.get("id")), dig(addon, "defaultLocale", "name")
        held = addon.get("userPermissions")
        yield Extension(
            name=name if isinstance(name, str) and name.strip() else id_,
            installed=MILLISECONDS.read(addon.get("installDate")),
            # Without any permissions told it is of before 2017, when an add-on could do anything.
            reads_all=not isinstance(held, dict)
            or everywhere(held.get("origins"))
            or everywhere(dig(granted, id_, "origins")),
            enabled=addon.get("active") is True,
        )
