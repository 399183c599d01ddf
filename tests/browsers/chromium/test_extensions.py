"""Which extensions somebody added to Chromium's family, and what they may read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hygiene.browsers.extensions import Extensions
from hygiene.clock import Clock
from hygiene.errors import CannotLook, NotHere, Reason
from tests.browsers.profiles import MORNING, NOON, NOW, SESSION, chromium, webkit

A, B, C = "a" * 32, "b" * 32, "c" * 32
ALL = {"api": ["tabs"], "explicit_host": ["<all_urls>"], "scriptable_host": []}
SOME = {"api": ["storage"], "explicit_host": ["https://*.ecole.fr/*"], "scriptable_host": []}
VALUE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=6,
)
FIELDS = (
    *("location", "path", "state", "disable_reasons", "manifest", "first_install_time"),
    *("active_permissions", "withholding_permissions", "runtime_granted_permissions"),
)


def of(
    folder: Path, rows: object, clock: Clock | None = None, file: str = "Preferences"
) -> Extensions:
    (folder / "Preferences").write_text("{}")
    (folder / file).write_text(json.dumps({"extensions": {"settings": rows}}))
    return chromium(folder, clock).extensions()


def row(**fields: object) -> dict[str, Any]:
    """An extension of the store as 156 keeps it."""
    return {
        "location": 1,
        "path": f"{A}/1.2_0",
        "manifest": {"name": "Bloqueur", "version": "1.2"},
        "active_permissions": ALL,
        "first_install_time": str(webkit(MORNING)),
        "disable_reasons": [],
        "from_webstore": True,
    } | fields


def test_those_that_may_read_every_page_are_told_apart(folder: Path) -> None:
    few = row(manifest={"name": "Horloge"}, active_permissions=SOME)
    found = of(folder, {A: row(), B: few})
    assert (found.reading_all.count, set(found.reading_all.names)) == (1, {"Bloqueur"})
    assert (found.others.count, set(found.others.names)) == (1, {"Horloge"})
    assert found.reading_all.first == MORNING
    assert found.reading_all.facts == {"reads_all": True}
    assert found.others.facts == {"reads_all": False}


def test_windows_and_macos_keep_them_in_the_second_file(folder: Path) -> None:
    assert of(folder, {A: row()}, file="Secure Preferences").reading_all.count == 1


@pytest.mark.parametrize("location", [5, 7, 8, 9, 10, 0, 99, "1", None, []])
def test_those_of_the_browser_and_of_the_keeper_are_left_out(
    folder: Path, location: object
) -> None:
    assert of(folder, {A: row(location=location)}).reading_all.count == 0


@pytest.mark.parametrize("location", [1, 2, 3, 4, 6])
def test_every_other_way_to_add_one_counts(folder: Path, location: int) -> None:
    assert of(folder, {A: row(location=location)}).reading_all.count == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"was_installed_by_default": True},
        {"was_installed_by_oem": True},
        {"state": 2, "location": 3},
        {"manifest": {"name": "Thème", "theme": {"colors": {}}}},
        {"manifest": {"name": "Lien", "app": {"launch": {"web_url": "https://a.fr"}}}},
    ],
)
def test_what_came_with_the_browser_or_is_none_is_left_out(
    folder: Path, fields: dict[str, Any]
) -> None:
    assert of(folder, {A: row(**fields)}).reading_all.count == 0


@pytest.mark.parametrize(
    "fields", [{"disable_reasons": [1]}, {"disable_reasons": 8192}, {"state": 0}]
)
def test_those_that_are_switched_off_are_a_fact(folder: Path, fields: dict[str, Any]) -> None:
    off = of(folder, {A: row(**fields), B: row()}).reading_all
    assert (off.count, off.facts) == (1, {"reads_all": True, "disabled": 1})


def test_old_versions_have_other_names_for_the_same(folder: Path) -> None:
    old = row(state=1, disable_reasons=0, granted_permissions=ALL, install_time=str(webkit(NOON)))
    for name in ("active_permissions", "first_install_time"):
        del old[name]
    found = of(folder, {A: old}, Clock(NOW, SESSION)).reading_all
    assert (found.count, found.since_session) == (1, 1)


@pytest.mark.parametrize(
    ("hosts", "reads"),
    [
        *((["*://*/*"], True), (["http://*/*"], True), (["https://*/*"], True)),
        *((["https://*/cours/*"], True), (["<all_urls>"], True)),
        *((["*://*.fr/*"], False), (["file:///*"], False), ([], False), ("<all_urls>", False)),
        *(([7, None, ["*://*/*"]], False), (None, False)),
    ],
)
@pytest.mark.parametrize("kind", ["explicit_host", "scriptable_host"])
def test_patterns_of_every_site(folder: Path, hosts: object, reads: bool, kind: str) -> None:
    found = of(folder, {A: row(active_permissions={kind: hosts})})
    assert (found.reading_all.count, found.others.count) == (int(reads), int(not reads))


def test_what_somebody_held_back_cannot_be_read(folder: Path) -> None:
    held = row(withholding_permissions=True, runtime_granted_permissions=SOME)
    assert of(folder, {A: held}).others.count == 1
    given_back = row(withholding_permissions=True, runtime_granted_permissions=ALL)
    assert of(folder, {A: given_back}).reading_all.count == 1


def test_a_debugger_reaches_every_page(folder: Path) -> None:
    assert of(folder, {A: row(active_permissions={"api": ["debugger"]})}).reading_all.count == 1


def unpacked(folder: Path, manifest: object, texts: object = None) -> Extensions:
    """An extension in a folder of its own, of which the settings hold no name (156)."""
    place = folder.parent.parent / "home/essai"
    (place / "_locales/fr").mkdir(parents=True)
    (place / "manifest.json").write_text(json.dumps(manifest))
    (place / "_locales/fr/messages.json").write_text(json.dumps(texts))
    alone = row(location=4, path="/home/essai")
    del alone["manifest"]
    return of(folder, {A: alone})


def test_the_name_of_an_unpacked_one_is_in_its_folder(folder: Path) -> None:
    assert unpacked(folder, {"name": "À la main"}).reading_all.names == {"À la main"}


def test_a_name_may_lie_in_the_texts_of_its_language(folder: Path) -> None:
    manifest = {"name": "__MSG_Nom__", "default_locale": "fr"}
    found = unpacked(folder, manifest, {"nom": {"message": "Lectrice"}, "x": {"message": "y"}})
    assert found.reading_all.names == {"Lectrice"}


@pytest.mark.parametrize(
    ("manifest", "texts"),
    [
        ({"name": "__MSG_nom__", "default_locale": "../../fr"}, {"nom": {"message": "x"}}),
        ({"name": "__MSG_nom__", "default_locale": "de"}, {"nom": {"message": "x"}}),
        ({"name": "__MSG_nom__", "default_locale": "fr"}, {"nom": "x"}),
        ({"name": "__MSG_nom__"}, None),
        ({"name": ["x"]}, None),
        ([], None),
        ({}, None),
    ],
)
def test_where_no_name_can_be_read_its_number_stands_for_it(
    folder: Path, manifest: object, texts: object
) -> None:
    assert unpacked(folder, manifest, texts).reading_all.names == {A}


@pytest.mark.parametrize(
    "path", ["/nowhere", "../../../etc", "C:\\x", "", 7, None, "\0", "/\0", "/\ud800"]
)
def test_a_folder_out_of_reach_costs_the_name_only(folder: Path, path: object) -> None:
    assert of(folder, {A: row(path=path, manifest=None)}).reading_all.names == {A}


def test_a_huge_manifest_costs_the_name_only(folder: Path) -> None:
    place = folder / "Extensions" / A / "1.2_0"
    place.mkdir(parents=True)
    with (place / "manifest.json").open("wb") as file:
        file.truncate(64 * 1024 * 1024)
    assert of(folder, {A: row(manifest={"name": "__MSG_a__"})}).reading_all.names == {A}


def test_a_long_name_is_cut(folder: Path) -> None:
    (name,) = of(folder, {A: row(manifest={"name": "x" * 9000})}).reading_all.names
    assert len(name) == 100


def test_ten_thousand_are_counted(folder: Path) -> None:
    letters = "abcdefghijklmnop"
    ids = ("".join(letters[n >> 4 * i & 15] for i in range(4)) * 8 for n in range(10_000))
    found = of(folder, {i: row(manifest={"name": i}) for i in ids}).reading_all
    assert (found.count, len(set(found.names))) == (10_000, 10_000)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(rows=VALUE | st.dictionaries(st.just(A), st.dictionaries(st.sampled_from(FIELDS), VALUE)))
def test_settings_of_any_shape_break_nothing(folder: Path, rows: object) -> None:
    found = of(folder, rows)
    assert found.reading_all.count + found.others.count <= 1


def test_settings_that_cannot_be_read_are_told(folder: Path) -> None:
    (folder / "Preferences").write_text("[")
    with pytest.raises(CannotLook) as cause:
        chromium(folder).extensions()
    assert (cause.value.reason, cause.value.source) == (Reason.DAMAGED, "Preferences")


def test_a_guest_has_none(tmp_path: Path) -> None:
    guest = tmp_path / "browser" / "Guest Profile"
    guest.mkdir(parents=True)
    with pytest.raises(NotHere):
        of(guest, {A: row()})
