"""What real browsers were given as secrets comes out of no format, in no language."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import product
from pathlib import Path

import pytest

from tests.promises.canaries import forms_of

from .homes import CLOSED, Home
from .plan import OTHER_PERSON

pytestmark = pytest.mark.real

CLOSED_HOMES = [pytest.param((name, CLOSED), id=name) for name in ("chromium", "firefox")]
FORMATS, LANGUAGES = ("terminal", "json", "jsonl", "markdown"), ("fr", "en")
#: Of a page's address everything behind the host is a secret too.
PATHS = ("deuxieme-jour", "accueil-3", "ouvert-2", "canari")
#: Bytes of a writing that may stand anywhere by chance.
_SHORT = 5


def secrets(home: Home) -> set[str]:
    plans = (*home.runs, OTHER_PERSON)
    return {secret for plan in plans for secret in plan.secrets} | set(PATHS)


def on_disk(folder: Path, wanted: set[str]) -> set[str]:
    """Those of `wanted` whose signs lie in a file below `folder` as they are."""
    files = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    return {word for word in wanted if any(word.encode() in data for data in files)}


def leaked(told: bytes, wanted: set[str]) -> set[str]:
    """Those of `wanted` that `told` holds, however written."""
    return {
        word
        for word in wanted
        for writings in forms_of(word).values()
        if any(writing in told for writing in writings if len(writing) > _SHORT)
    }


def said(home: Home, *words: str) -> bytes:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HYGIENE_")}
    done = subprocess.run(
        [sys.executable, "-m", "hygiene", "check", "--root", str(home.folder), *words],
        env=kept,
        capture_output=True,
        timeout=120,
    )
    assert done.returncode == 1
    return done.stdout + done.stderr


@pytest.mark.parametrize("home", CLOSED_HOMES, indirect=True)
def test_no_secret_of_a_real_profile_comes_out(home: Home, tmp_path: Path) -> None:
    wanted = secrets(home)
    assert len(on_disk(home.folder, wanted)) >= 15  # else nothing could come out
    for form, language in product(FORMATS, LANGUAGES):
        for more in ((), ("--verbose",), ("--no-names",), ("--since", "2020-01-01")):
            told = said(home, "--format", form, "--lang", language, *more)
            assert leaked(told, wanted) == set(), (form, language, more)
    report = tmp_path / "report.json"
    said(home, "-o", str(report), "--quiet")
    assert leaked(report.read_bytes(), wanted) == set()
