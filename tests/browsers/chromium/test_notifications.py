"""Which sites Chromium's family lets notify: granted by people, since when, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hygiene.clock import Clock
from hygiene.errors import Reason
from hygiene.tally import Tally
from tests.browsers.profiles import FUTURE, MORNING, NOON, NOW, SESSION, chromium, webkit

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


def allowed(folder: Path, sites: object, clock: Clock | None = None, **rules: object) -> Tally:
    place = {"content_settings": {"exceptions": {"notifications": sites}}}
    (folder / "Preferences").write_text(json.dumps({"profile": place}))
    policies = folder.parent.parent / "etc/chromium/policies/managed"
    policies.mkdir(parents=True, exist_ok=True)
    (policies / "keeper.json").write_text(json.dumps(rules))
    return chromium(folder, clock).notification_permissions()


def row(setting: object = 1, when: object = None) -> dict[str, Any]:
    return {"setting": setting, "last_modified": str(webkit(MORNING)) if when is None else when}


def test_granted_sites_are_told_by_host_as_156_writes_them(folder: Path) -> None:
    found = allowed(
        folder,
        {
            "[*.]ads.test,*": row(),
            "http://127.0.0.1,*": row(),
            "https://forum.sante.test:443,*": row(),
            "https://non.sante.test:443,*": row(2),
        },
    )
    assert (found.count, set(found.names)) == (3, {"ads.test", "127.0.0.1", "forum.sante.test"})
    assert (found.first, found.last, found.unseen) == (MORNING, MORNING, ())


def test_only_what_dates_from_then_counts_with_since(folder: Path) -> None:
    sites = {
        "https://a.fr:443,*": row(when=str(webkit(NOON))),
        "https://b.fr:443,*": row(when=webkit(MORNING)),
        "https://c.fr:443,*": row(when=str(webkit(FUTURE))),
        "https://d.fr:443,*": row(when="0"),
    }
    whole = allowed(folder, sites, Clock(NOW, SESSION))
    assert (whole.count, whole.since_session) == (4, 1)
    since = allowed(folder, sites, Clock(NOW, SESSION, since=SESSION))
    assert (since.count, since.undated, set(since.names)) == (1, 2, {"a.fr"})


def test_a_policy_that_blocks_all_goes_before_what_people_chose(folder: Path) -> None:
    sites = {"https://a.fr:443,*": row()}
    assert allowed(folder, sites, DefaultNotificationsSetting=2).count == 0
    assert allowed(folder, sites, DefaultNotificationsSetting=3).count == 1


@pytest.mark.parametrize(
    "when", ["-1", "9" * 400, "1e5", "12 ", "²", "NaN", -3, 1e308, [], None, True]
)
def test_an_absurd_date_is_none(folder: Path, when: object) -> None:
    found = allowed(folder, {"https://a.fr:443,*": {"setting": 1, "last_modified": when}})
    assert found.count == 1
    assert found.first is None or found.first.year < 1971


@pytest.mark.parametrize("setting", ["1", [1], {"a": 1}, None, 0, 2, 3])
def test_anything_but_a_grant_is_none(folder: Path, setting: object) -> None:
    assert allowed(folder, {"https://a.fr:443,*": row(setting)}).count == 0


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(sites=ANYTHING | st.dictionaries(st.text().map(lambda t: f"{t},*"), ANYTHING))
def test_settings_of_any_shape_break_nothing(folder: Path, sites: object) -> None:
    found = allowed(folder, sites)
    assert found.count >= len(found.names)


def test_settings_that_cannot_be_read_are_told(folder: Path) -> None:
    (folder / "Preferences").write_text("{")
    (cause,) = chromium(folder).notification_permissions().unseen
    assert (cause.reason, cause.source) == (Reason.DAMAGED, "Preferences")


def test_a_guest_allows_nobody(tmp_path: Path) -> None:
    guest = tmp_path / "browser" / "Guest Profile"
    guest.mkdir(parents=True)
    assert allowed(guest, {"https://a.fr:443,*": row()}).count == 0
