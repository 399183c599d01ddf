"""Checks are found by themselves: ours, and those of other packages, by the same road."""

from __future__ import annotations

from pathlib import Path

import pytest

from hygiene.definition import Check
from hygiene.registry import BUILT_IN, registry

PLUGINS = Path(__file__).parent / "plugins"


@pytest.fixture
def plugged(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("good", "broken"):
        monkeypatch.syspath_prepend(str(PLUGINS / name))


def by_id(**options: object) -> dict[str, Check]:
    return {check.id: check for check in registry(**options)}  # type: ignore[arg-type]


def test_every_file_in_the_folder_of_checks_is_a_check() -> None:
    files = Path(__file__).parent.parent.joinpath("checks").glob("[!_]*.py")
    names = {path.stem.replace("_", "-") for path in files}
    found = by_id(others=False)
    assert set(found) == names
    assert {check.origin for check in found.values()} == {BUILT_IN}
    assert not any(check.broken for check in found.values())


@pytest.mark.usefixtures("plugged")
def test_a_package_of_others_plugs_in_by_its_entry_point() -> None:
    badges = by_id()["visitor-badges"]
    assert (badges.origin, badges.broken) == ("hygiene-badges", "")
    assert badges.texts["title"]["fr"] == "Tous les badges ont été rendus"
    assert badges.kinds["hygiene-badges:badge"].gesture == "files"


@pytest.mark.usefixtures("plugged")
def test_a_package_that_does_not_load_is_a_check_that_fails_by_name() -> None:
    assert by_id()["unloadable"].broken == "RuntimeError"


@pytest.mark.usefixtures("plugged")
def test_the_name_of_a_built_in_check_cannot_be_taken() -> None:
    found = by_id()
    assert found["saved-passwords"].origin == BUILT_IN
    assert found["hygiene-broken:saved-passwords"].broken == "NameTaken"


@pytest.mark.usefixtures("plugged")
def test_only_built_in_checks_are_loaded_when_asked() -> None:
    assert {check.origin for check in registry(others=False)} == {BUILT_IN}


@pytest.mark.usefixtures("plugged")
def test_only_the_packages_that_are_named_are_loaded() -> None:
    origins = {check.origin for check in registry(named=["badges"])}
    assert origins == {BUILT_IN, "hygiene-badges"}


def test_the_order_is_that_of_the_guide_s_rules() -> None:
    found = [check.id for check in registry(others=False)]
    assert found.index("saved-cards") < found.index("saved-passwords")
    assert found.index("saved-passwords") < found.index("browsing-data")
