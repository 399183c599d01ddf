"""What a report says of people's homes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def of_homes(report: Mapping[str, Any]) -> dict[str, Any]:
    """The report without what it says of the computer itself.

    That depends on where the suite runs: whether its user is an administrator, when the screen is
    locked, which policies its keeper has set. It has its own tests (test_wts.py, test_wifi.py,
    test_password_rules.py, test_registry.py).
    """
    checks = [
        check
        | {
            "findings": [found for found in check["findings"] if found["user"]],
            "unreadable": [entry for entry in check["unreadable"] if entry["user"]],
        }
        for check in report["checks"]
        if check["id"] != "browser-policy"
    ]
    return {**report, "checks": checks}
