"""What `check --format json` may load: start-up is most of a run on a small home."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.browsers.databases import database

#: Packages that are not of Python itself: ours, typer, and what typer loads.
MAY_LOAD = {"hygiene", "typer", "annotated_doc", "shellingham"}
#: Loaded only where there is something to read with them.
TO_READ_BROWSERS = {"apsw", "lz4"}
#: Parts of Python that cost more than they bring here.
TOO_HEAVY = {
    "asyncio",
    "concurrent.futures",
    "ctypes",
    "email",
    "http",
    "importlib.metadata",
    "importlib.resources",
    "logging",
    "multiprocessing",
    "socket",
    "sqlite3",
    "unittest",
    "urllib.request",
}


def loaded(home: Path) -> set[str]:
    """Every module that a run on `home` loads and bare Python does not."""
    found = _modules("-m", "hygiene", "check", "--root", str(home), "--format", "json")
    assert "hygiene.inspection" in found
    return found - _modules("-c", "pass")


def _modules(*words: str) -> set[str]:
    environ = {k: v for k, v in os.environ.items() if not k.startswith(("HYGIENE_", "COV"))}
    done = subprocess.run(
        [sys.executable, "-X", "importtime", *words],
        capture_output=True,
        encoding="utf-8",
        env=environ,
        check=False,
    )
    return {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}


def strangers(modules: set[str]) -> set[str]:
    """The top-level packages among them that are not of Python itself."""
    tops = {name.partition(".")[0] for name in modules}
    # "org": the copy module asks whether it runs on Jython.
    return {t for t in tops - sys.stdlib_module_names - {"org"} if not t.startswith("_")}


def test_on_an_empty_home_only_the_command_line_is_loaded(tmp_path: Path) -> None:
    (tmp_path / ".config").mkdir()
    modules = loaded(tmp_path)
    assert strangers(modules) <= MAY_LOAD
    assert not modules & TOO_HEAVY


def test_with_browsers_only_what_reads_them_comes_along(tmp_path: Path) -> None:
    profile = tmp_path / ".config/google-chrome/Default"
    with database(profile / "Login Data") as made:
        made.create("logins")
        made.add("logins", 2)
    (profile / "Preferences").write_text("{}")
    modules = loaded(tmp_path)
    assert "apsw" in modules
    assert strangers(modules) <= MAY_LOAD | TO_READ_BROWSERS
    assert not modules & TOO_HEAVY
