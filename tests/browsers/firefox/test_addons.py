"""Extensions and notification permissions of Firefox: what people added and granted."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hygiene.browsers.extensions import Extensions
from hygiene.clock import Clock
from hygiene.errors import CannotLook, Reason
from tests.browsers.databases import database
from tests.browsers.profiles import FUTURE, MORNING, NOON, NOW, SESSION, firefox, milli

VALUE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=6,
)
FIELDS = (
    *("id", "type", "location", "active", "installDate", "userPermissions", "defaultLocale"),
    "installTelemetryInfo",
)


def addon(**fields: object) -> dict[str, Any]:
    """An extension as 153 lists it."""
    return {
        "id": "lectrice@canari.test",
        "type": "extension",
        "location": "app-profile",
        "active": True,
        "userPermissions": {"permissions": ["tabs"], "origins": ["<all_urls>", "https://*/*"]},
        "installDate": milli(MORNING),
        "foreignInstall": False,
        "installTelemetryInfo": {"source": "amo"},
        "defaultLocale": {"name": "Lectrice"},
    } | fields


def of(
    folder: Path,
    *addons: object,
    clock: Clock | None = None,
    rules: Mapping[str, object] | None = None,
) -> Extensions:
    text = json.dumps({"schemaVersion": 37, "addons": addons})
    (folder / "extensions.json").write_text(text)
    place = folder.parent.parent / "etc/firefox/policies"
    place.mkdir(parents=True, exist_ok=True)
    (place / "policies.json").write_text(json.dumps({"policies": rules or {}}))
    return firefox(folder, clock).extensions()


def test_those_that_may_read_every_page_are_told_apart(folder: Path) -> None:
    few = addon(id="b", defaultLocale={"name": "Horloge"}, userPermissions={"origins": []})
    found = of(folder, addon(), few)
    assert (found.reading_all.count, set(found.reading_all.names)) == (1, {"Lectrice"})
    assert (found.others.count, set(found.others.names)) == (1, {"Horloge"})
    assert (found.reading_all.first, found.reading_all.unseen) == (MORNING, ())


def test_a_profile_without_a_list_has_none(folder: Path) -> None:
    assert firefox(folder).extensions().reading_all.count == 0


@pytest.mark.parametrize(
    "fields",
    [
        {"location": "app-builtin-addons"},
        {"location": "app-system-defaults"},
        {"location": "app-system-addons"},
        {"location": "app-builtin"},
        {"type": "theme", "userPermissions": None},
        {"type": "locale"},
        {"type": "dictionary"},
        {"installTelemetryInfo": {"source": "enterprise-policy"}},
        {"installTelemetryInfo": {"source": "distribution"}},
    ],
)
def test_those_of_the_browser_and_of_the_keeper_are_left_out(
    folder: Path, fields: dict[str, Any]
) -> None:
    assert of(folder, addon(**fields)).reading_all.count == 0


@pytest.mark.parametrize("mode", ["force_installed", "normal_installed", "allowed", "blocked"])
def test_a_policy_may_name_one(folder: Path, mode: str) -> None:
    rules = {"ExtensionSettings": {"lectrice@canari.test": {"installation_mode": mode}}}
    kept = mode.endswith("_installed")
    assert of(folder, addon(installTelemetryInfo=None), rules=rules).reading_all.count == int(
        not kept
    )


@pytest.mark.parametrize("location", ["app-system-share", "app-system-user", "winreg-app-user"])
def test_those_that_another_program_brought_count(folder: Path, location: str) -> None:
    assert of(folder, addon(location=location)).reading_all.count == 1


def test_those_that_are_switched_off_are_a_fact(folder: Path) -> None:
    found = of(folder, addon(), addon(id="b", active=False)).reading_all
    assert (found.count, found.facts) == (1, {"reads_all": True, "disabled": 1})


def test_what_was_granted_later_counts(folder: Path) -> None:
    grants = {
        "b": {"permissions": [], "origins": ["*://*/*"]},
        "other": {"origins": ["<all_urls>"]},
    }
    (folder / "extension-preferences.json").write_text(json.dumps(grants))
    none: dict[str, list[str]] = {"permissions": [], "origins": []}
    found = of(folder, addon(id="b", userPermissions=none), addon(id="c", userPermissions=none))
    assert (found.reading_all.count, found.others.count) == (1, 1)


def test_before_2017_an_add_on_could_do_anything(folder: Path) -> None:
    old = addon()
    del old["userPermissions"]
    assert of(folder, old).reading_all.count == 1


def test_a_nameless_one_is_called_by_its_id(folder: Path) -> None:
    assert of(folder, addon(defaultLocale={"name": " "})).reading_all.names == {
        "lectrice@canari.test"
    }


def test_the_date_of_install_tells_whether_it_is_of_this_session(folder: Path) -> None:
    found = of(
        folder,
        *(addon(id=str(d), installDate=milli(d)) for d in (MORNING, NOON, FUTURE)),
        addon(id="never", installDate=-1e300),
        clock=Clock(NOW, SESSION),
    ).reading_all
    assert (found.count, found.since_session, found.last) == (4, 1, NOON)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(row=VALUE | st.dictionaries(st.sampled_from(FIELDS), VALUE), grants=VALUE)
def test_lists_of_any_shape_break_nothing(folder: Path, row: object, grants: object) -> None:
    told = {"a": grants} if not isinstance(grants, dict) else grants
    (folder / "extension-preferences.json").write_text(json.dumps(told))
    good = addon()
    mixed = {**good, **row} if isinstance(row, dict) else row
    found = of(folder, mixed, good)
    assert found.reading_all.count + found.others.count in (1, 2)


@pytest.mark.parametrize("name", ["extensions.json", "extension-preferences.json"])
def test_a_damaged_list_is_told(folder: Path, name: str) -> None:
    of(folder, addon())
    (folder / name).write_text("{")
    with pytest.raises(CannotLook) as cause:
        firefox(folder).extensions()
    assert (cause.value.reason, cause.value.source) == (Reason.DAMAGED, name)


def permissions(folder: Path, *rows: tuple[str, str, int, int]) -> None:
    with database(folder / "permissions.sqlite") as made:
        made.create("moz_perms")
        for origin, kind, permission, when in rows:
            made.add(
                "moz_perms",
                origin=origin,
                type=kind,
                permission=permission,
                expireType=0,
                expireTime=0,
                modificationTime=when,
            )


def test_granted_sites_are_told_by_host_as_153_writes_them(folder: Path) -> None:
    permissions(
        folder,
        ("https://forum.sante.test", "desktop-notification", 1, milli(MORNING)),
        ("https://mail.fr^userContextId=2", "desktop-notification", 1, milli(NOON)),
        ("https://non.test", "desktop-notification", 2, milli(NOON)),
        ("https://camera.test", "camera", 1, milli(NOON)),
    )
    found = firefox(folder, Clock(NOW, SESSION)).notification_permissions()
    assert (found.count, set(found.names)) == (2, {"forum.sante.test", "mail.fr"})
    assert (found.since_session, found.first) == (1, MORNING)


def test_absurd_dates_and_sites_are_counted_without_them(folder: Path) -> None:
    permissions(
        folder,
        ("https://a.fr", "desktop-notification", 1, -5),
        ("x" * 9000, "desktop-notification", 1, 2**62),
    )
    found = firefox(folder).notification_permissions()
    assert (found.count, found.first, set(found.names)) == (2, None, {"a.fr"})


def test_a_table_of_another_version_is_told(folder: Path) -> None:
    with database(folder / "permissions.sqlite") as made:
        made.execute("create table moz_perms (id integer primary key, what text)")
    (cause,) = firefox(folder).notification_permissions().unseen
    assert (cause.reason, cause.source) == (Reason.UNSUPPORTED, "permissions.sqlite")
