"""What Windows itself tells of its rules for passwords."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from tests.roots import FakeHome
from tests.windows.running import hygiene, under_wine

pytestmark = pytest.mark.windows


def test_windows_is_asked_and_never_called_clean_unasked(home: FakeHome) -> None:
    only = ("--only", "password-rules", "--format", "json")
    ran = hygiene("check", *only, home=home.path)
    (check,) = ran.report["checks"]
    if under_wine():
        # Wine 8 has the function, and no rules behind it.
        assert check["outcome"] == "unreadable"
        (gap,) = check["unreadable"]
        assert (gap["reason"], gap["source"]) == ("service-absent", "NetUserModalsGet")
        return
    told = subprocess.run(["net", "accounts"], capture_output=True, text=True, check=True).stdout
    # The fourth line is the least length, in any language of Windows.
    length = int(re.findall(r"(\d+)\s*$", told.splitlines()[3])[0])
    if length < 14:
        (found,) = check["findings"]
        assert found["facts"] == {"length": length}
    else:
        assert check["outcome"] != "found"


def test_windows_answers_with_a_demand_or_a_cause() -> None:
    if sys.platform != "win32":
        return
    from hygiene.errors import CannotLook
    from hygiene.passwords import netapi
    from hygiene.passwords.demand import Demand

    try:
        assert isinstance(netapi.demand(), Demand)
    except CannotLook as cause:
        assert cause.source == "NetUserModalsGet"
