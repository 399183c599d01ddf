"""What the keeper's policies say of one setting of a browser."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from typing import Any

from hygiene.browsers.profile import Installation
from hygiene.data import load
from hygiene.errors import CannotLook, NotHere, Reason
from hygiene.filesystem.jsonfile import read_json
from hygiene.filesystem.plistfile import read_plist

SOURCE = "policies"


def policy(installation: Installation, *names: str) -> bool | None:
    """The first of the switches `names` that a policy sets, None where none does.

    Raises CannotLook where a policy file is there and cannot be read.
    """
    for name in names:
        for settings in _every(installation):
            value = settings.get(name)
            if isinstance(value, (bool, int)):
                return bool(value)
    return None


def policy_value(installation: Installation, name: str) -> Any:  # noqa: ANN401 - whatever it holds
    """What the first policy that sets `name` says: a switch, a number, a list, an object; or None.

    Raises CannotLook where a policy file is there and cannot be read.
    """
    for settings in _every(installation):
        if settings.get(name) is not None:
            return settings[name]
    return None


def must_be_governable(installation: Installation) -> None:
    """Raise where nobody can say which policies this browser obeys.

    Raises:
        NotHere: None are known of this browser, or this is a copied home without its system.
        CannotLook: They lie in the registry of a Windows that does not run.
    """
    machine = installation.home.machine
    if _places(installation) is None or machine.system is None:
        raise NotHere
    if machine.platform == "windows" and not machine.live:
        raise CannotLook(Reason.UNSUPPORTED, SOURCE, "registry of another computer")


def _places(installation: Installation) -> Mapping[str, Any] | None:
    # Channels share the policies of their browser: chrome-beta reads those of chrome.
    table = load("hygiene.browsers", "policies.toml")
    row: Mapping[str, Any] | None
    row = table.get(installation.browser) or table.get(installation.browser.partition("-")[0])
    return row


def _every(installation: Installation) -> list[Mapping[str, Any]]:
    return installation.home.machine.once(
        f"policies of {installation.browser}", lambda: list(_policies(installation))
    )


def _policies(installation: Installation) -> Iterator[Mapping[str, Any]]:
    row = _places(installation)
    machine = installation.home.machine
    if row is None:
        return
    if machine.platform == "windows":
        if machine.live:
            yield from _registry(row["windows"])
        paths = row.get("windows_files", [])
    else:
        paths = row.get(machine.platform, [])
    if machine.system is None:
        return
    for path in paths:
        try:
            yield from _file(installation, path)
        except NotHere:
            continue
        except CannotLook as cause:
            raise CannotLook(cause.reason, SOURCE, cause.detail) from None
        if path.endswith(".json"):
            return  # of several such files Firefox obeys the first (EnterprisePoliciesParent, 153)


def _file(installation: Installation, path: str) -> Iterator[Mapping[str, Any]]:
    machine = installation.home.machine
    assert machine.system is not None
    if path.endswith(".plist"):
        value = read_plist(machine.system, path, source=SOURCE, deadline=machine.deadline)
        yield _of_firefox(value) if installation.family == "firefox" else value
    elif path.endswith(".json"):
        found = read_json(machine.system, path, source=SOURCE, deadline=machine.deadline)
        policies = found.get("policies")
        yield policies if isinstance(policies, dict) else {}
    else:
        for name in machine.system.names(path):
            if name.endswith(".json"):
                yield read_json(
                    machine.system, f"{path}/{name}", source=SOURCE, deadline=machine.deadline
                )


def _of_firefox(flat: Mapping[str, Any]) -> Mapping[str, Any]:
    """What Firefox makes of a property list: `A__B` is B of A; nothing counts unless it says so.

    As Mozilla's documentation of its policies on macOS tells (recalled, not run).
    """
    if flat.get("EnterprisePoliciesEnabled") not in (True, 1):
        return {}
    found: dict[str, Any] = {}
    for name, value in flat.items():
        *above, last = name.split("__")
        place = found
        for part in above:
            inner = place.setdefault(part, {})
            place = inner if isinstance(inner, dict) else {}
        place[last] = value
    return found


def unpacked(value: Any) -> Any:  # noqa: ANN401 - whatever the registry holds
    """A registry value; objects and lists are written there as JSON, in one text or in lines."""
    text = "\n".join(value) if isinstance(value, list) else value
    if not isinstance(text, str) or text.strip()[:1] not in ("{", "["):
        return value
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return value


def _registry(key: str) -> Iterator[Mapping[str, Any]]:
    if sys.platform != "win32":
        return
    import winreg

    for hive in (winreg.HKEY_LOCAL_MACHINE, winreg.HKEY_CURRENT_USER):
        try:
            with winreg.OpenKey(hive, key) as opened:
                yield _values(opened)
        except FileNotFoundError:
            continue
        except OSError:
            raise CannotLook(Reason.DENIED, SOURCE, "registry") from None


def _values(key: Any, depth: int = 3) -> dict[str, Any]:  # noqa: ANN401 - only Windows knows its type
    """The values of a key, and what its subkeys hold: lists where all names are numbers."""
    if sys.platform != "win32":
        return {}
    import winreg

    keys, values, _ = winreg.QueryInfoKey(key)
    told = (winreg.EnumValue(key, i)[:2] for i in range(values))
    found: dict[str, Any] = {name: unpacked(value) for name, value in told}
    for i in range(keys if depth else 0):
        name = winreg.EnumKey(key, i)
        with winreg.OpenKey(key, name) as opened:
            below = _values(opened, depth - 1)
        numbered = below and all(number.isdecimal() for number in below)
        found[name] = [below[n] for n in sorted(below, key=int)] if numbered else below
    return found
