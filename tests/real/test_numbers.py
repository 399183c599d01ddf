"""Numbers of identity typed in real browsers are counted, and sites that imitate others told."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.identity import vectors

from .demands import need_browser
from .families import FAMILIES
from .plan import Login, Plan
from .waiting import wait_until
from .website import HOSTS
from .workshop import Workshop

pytestmark = pytest.mark.real

AMELI, TAXES = HOSTS[0], HOSTS[5]
TYPED = (
    *vectors.NIRS[:10],
    *vectors.IBANS,
    f"numéro fiscal {vectors.TAX_NUMBERS[0]}",
    f"carte {vectors.CARDS[1]} 12/28",
    vectors.CARDS[1],
    "bonjour",
    *vectors.NO_NIRS,
)
LOGINS = (
    Login(TAXES, vectors.TAX_NUMBERS[1], "canari-secret-1"),
    Login(AMELI, vectors.NIRS[2], "canari-secret-2"),
    Login(AMELI, "canari-alice", "canari-secret-3"),
)
#: What becomes of it (measured): neither keeps a text that is nothing but the number of a card;
#: Chromium 156 keeps no IBAN, Firefox 153 nothing that obeys Luhn's rule (INSEE's example does).
#: Two of Chromium's are user names; those of Firefox are encrypted.
KEPT = {
    "chromium": {"nir": 11, "iban": 0, "card": 1, "tax_number": 2},
    "firefox": {"nir": 9, "iban": 6, "card": 1, "tax_number": 1},
}


def report(home: Path) -> tuple[str, dict[str, dict[str, Any]]]:
    """The text of a report on a home, and its two checks."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HYGIENE_")}
    command = [sys.executable, "-m", "hygiene", "check", "--root", str(home), "--exit-zero"]
    only = ["--only", "identity-numbers", "--only", "look-alike-sites"]
    done = subprocess.run(
        [*command, *only, "--format", "json"],
        env=kept,
        cwd=home.parent,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    checks = {check["id"]: check for check in json.loads(done.stdout)["checks"]}
    return done.stdout + done.stderr, checks


def numbers(home: Path) -> dict[str, int]:
    """How many of each the report counts."""
    total = dict.fromkeys(KEPT["chromium"], 0)
    for finding in report(home)[1]["identity-numbers"]["findings"]:
        for name in total:
            total[name] += finding["facts"][name]
    return total


@pytest.mark.parametrize("name", FAMILIES)
def test_every_number_that_was_typed_is_counted_and_none_is_told(
    name: str, workshop: Workshop
) -> None:
    need_browser(name)
    home = workshop.folder / f"{name} numbers"
    (home / "Downloads").mkdir(parents=True)
    family = FAMILIES[name]
    if name == "firefox":
        family.prepare(home, workshop)
    browser, driver = family.start(home, workshop)
    driver.keep(Plan(logins=LOGINS))
    for value in TYPED:
        driver.go(f"https://{AMELI}/formulaire")
        driver.type_and_send(value)
    driver.go(f"https://{TAXES}/")
    wait_until("every number on the disk", lambda: numbers(home) == KEPT[name], seconds=60)
    browser.close()
    text, checks = report(home)
    assert not [check["unreadable"] for check in checks.values() if check["unreadable"]]
    assert numbers(home) == KEPT[name]
    bare = "".join(sign for sign in text if sign.isalnum())
    assert not [number for number in vectors.EVERY_NUMBER if number in bare]
    # Names of tests end in .test, and what they stand for does not.
    told = {
        (finding["subject"], finding["severity"]): finding["names"]
        for finding in checks["look-alike-sites"]["findings"]
    }
    assert told == {("ameli", "medium"): [AMELI], ("impots", "medium"): [TAXES]}
    assert all(finding["last"] for finding in checks["look-alike-sites"]["findings"])
