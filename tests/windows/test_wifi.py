"""Wi-Fi asked of wlanapi itself: under wine there is no adapter, which is not "no risk"."""

from __future__ import annotations

import sys

import pytest

from tests.roots import FakeHome
from tests.windows.running import hygiene

pytestmark = pytest.mark.windows


def test_without_an_adapter_the_question_does_not_apply(home: FakeHome) -> None:
    report = hygiene("check", "--only", "wifi", "--format", "json", home=home.path).report
    (check,) = report["checks"]
    assert (check["outcome"], check["findings"], check["unreadable"]) == ("not-applicable", [], [])


def test_wlanapi_itself_answers_with_a_list_that_is_read() -> None:
    if sys.platform == "win32":
        from hygiene.wifi.wlan import interfaces
        from hygiene.wifi.wlanapi import opened

        with opened() as api:
            assert interfaces(api.interfaces()) == []
            assert 0 <= api.connectivity() <= 5
