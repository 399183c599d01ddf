"""What the keeper's policies say of one setting of a browser."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from typing import Any

from hygiene.browsers.jsonfile import read_json
from hygiene.browsers.plistfile import read_plist
from hygiene.browsers.profile import Installation
from hygiene.data import load
from hygiene.errors import CannotLook, NotHere, Reason

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


def _every(installation: Installation) -> list[Mapping[str, Any]]:
    return installation.home.machine.once(
        f"policies of {installation.browser}", lambda: list(_policies(installation))
    )


def _policies(installation: Installation) -> Iterator[Mapping[str, Any]]:
    # Channels share the policies of their browser: chrome-beta reads those of chrome.
    table = load("hygiene.browsers", "policies.toml")
    row = table.get(installation.browser) or table.get(installation.browser.partition("-")[0])
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


def _file(installation: Installation, path: str) -> Iterator[Mapping[str, Any]]:
    machine = installation.home.machine
    assert machine.system is not None
    if path.endswith(".plist"):
        yield read_plist(machine.system, path, source=SOURCE, deadline=machine.deadline)
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
    found: dict[str, Any] = dict(winreg.EnumValue(key, i)[:2] for i in range(values))
    for i in range(keys if depth else 0):
        name = winreg.EnumKey(key, i)
        with winreg.OpenKey(key, name) as opened:
            below = _values(opened, depth - 1)
        numbered = below and all(number.isdecimal() for number in below)
        found[name] = [below[n] for n in sorted(below, key=int)] if numbered else below
    return found
