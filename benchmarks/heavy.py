"""Makes heavy homes of five browsers, the truth beside them, and compares a report with it.

    python benchmarks/heavy.py HOME --size M [--layout windows]   makes HOME and HOME.truth.json
    python benchmarks/heavy.py HOME --verify                      runs `hygiene check` on it

HOME is an offline root: the one person's folder is HOME/home/alice or HOME/Users/alice. Two runs
make the same bytes. A tenth of L, M is what a busy browser keeps of three months.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import Any

from heavy_files import NOW
from heavy_profiles import Amounts, Person, Truth, chromium, firefox

#: A size is L divided by so much.
SIZES = {"S": 100, "M": 10, "L": 1}
#: Browser: its folder below .config and .cache on Linux, below AppData on Windows.
CHROMIUM = {
    "chrome": ("google-chrome", "Local/Google/Chrome/User Data"),
    "edge": ("microsoft-edge", "Local/Microsoft/Edge/User Data"),
    "opera": ("opera", "Roaming/Opera Software/Opera Stable"),
    "brave": ("BraveSoftware/Brave-Browser", "Local/BraveSoftware/Brave-Browser/User Data"),
}
#: How far a sum of sizes that the report calls approximate may be off: with 750 sizes of 6,000
#: files by 10 % as a rule, by 30 % at times (measured on these homes).
#: What is judged rather than counted: the truth says nothing of it.
JUDGED = frozenset(
    (
        *("open-session", "trusted-device", "visited-service", "browser-account"),
        *("clear-on-exit", "browser-policy"),
    )
)
APPROXIMATE = 0.4


def main() -> int:
    """Make or verify the home that the arguments name; 1 where a number differs."""
    parser = argparse.ArgumentParser(description="Make a heavy home, or verify a report of it.")
    parser.add_argument("home", type=Path)
    parser.add_argument("--size", choices=SIZES, default="M")
    parser.add_argument("--layout", choices=("linux", "windows"), default="linux")
    parser.add_argument("--verify", action="store_true")
    asked = parser.parse_args()
    truth_file = asked.home.with_name(asked.home.name + ".truth.json")
    if asked.verify:
        differences = verify(asked.home, json.loads(truth_file.read_text("utf-8")))
        sys.stdout.writelines(f"{line}\n" for line in differences or ["every number is true"])
        return int(bool(differences))
    if asked.home.exists():
        parser.error(f"{asked.home} exists")
    truth = make(asked.home, asked.size, asked.layout)
    truth_file.write_text(json.dumps(truth, indent=1), "utf-8")
    return 0


def make(root: Path, size: str, layout: str) -> dict[str, Truth]:
    """Make a home; what each browser keeps."""
    windows = layout == "windows"
    (root / ("Windows/System32" if windows else "etc")).mkdir(parents=True)
    home = root / ("Users" if windows else "home") / "alice"
    with ProcessPoolExecutor() as pool:
        jobs = {
            browser: pool.submit(_make, browser, home, size, windows)
            for browser in (*CHROMIUM, "firefox")
        }
        truth = {browser: job.result() for browser, job in jobs.items()}
    # Nobody was here for months: what changed in the last minute is read twice.
    for path in home.rglob("*"):
        if path.stat().st_mtime > NOW:
            os.utime(path, (NOW, NOW))
    return truth


def _make(browser: str, home: Path, size: str, windows: bool) -> Truth:
    person = Person(Amounts().divided(SIZES[size]), random.Random(browser))
    if browser in CHROMIUM:
        name = CHROMIUM[browser][windows]
        data = home / ("AppData" if windows else ".config") / name
        cache = (
            home / "AppData" / name.replace("Roaming", "Local")
            if windows
            else home / ".cache" / name
        )
        data.mkdir(parents=True)
        (data / "Local State").write_text("{}", "utf-8")
        return chromium(data / "Default", cache / "Default", person, windows=windows)
    profile = "Profiles/a1b2c3.default" if windows else "a1b2c3.default"
    data = home / ("AppData/Roaming/Mozilla/Firefox" if windows else ".mozilla/firefox")
    cache = home / ("AppData/Local/Mozilla/Firefox" if windows else ".cache/mozilla/firefox")
    data.mkdir(parents=True)
    ini = f"[Profile0]\nName=default\nIsRelative=1\nPath={profile}\nDefault=1\n"
    (data / "profiles.ini").write_text(ini, "utf-8")
    return firefox(data / profile, cache / profile, person)


def verify(root: Path, truth: dict[str, Truth]) -> list[str]:
    """Where a report of the home differs from the truth, one line each."""
    command = ["-m", "hygiene", "check", "--root", ".", "--format", "json", "--exit-zero"]
    done = subprocess.run([sys.executable, *command], stdout=subprocess.PIPE, cwd=root, check=True)
    report = json.loads(done.stdout)
    told: dict[tuple[str, str], dict[str, Any]] = {}
    differences = []
    for check in report["checks"]:
        causes = [cause for cause in check["unreadable"] if cause["kind"] not in JUDGED]
        differences += [f"{check['id']}: {cause}" for cause in causes]
        for finding in check["findings"]:
            told[finding["browser"], finding["kind"]] = finding | finding["facts"]
    for browser, kinds in truth.items():
        for kind, expected in kinds.items():
            finding = told.pop((browser, kind), {})
            for name, number in expected.items():
                found = finding.get(name)
                if isinstance(found, str):
                    found = int(datetime.fromisoformat(found).timestamp())
                off = APPROXIMATE * number if name == "bytes" and finding.get("approximate") else 0
                if found is None or abs(found - number) > off:
                    differences.append(f"{browser} {kind} {name}: {found}, in truth {number}")
    return differences + [f"{b} {kind}: unexpected" for b, kind in told if kind not in JUDGED]


if __name__ == "__main__":
    sys.exit(main())
