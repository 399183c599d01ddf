"""What could not be looked at is never called clean: every check, every source, every format."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from hygiene.browsers.profile import Profile
from hygiene.config.options import Options
from hygiene.errors import UsageError
from hygiene.exits import Exit, exit_of
from hygiene.inspection import inspect
from hygiene.machine import Platform
from hygiene.registry import registry
from hygiene.render import FORMATS, render
from hygiene.texts.say import LANGUAGES, say, text
from tests.command import kinds, unseen
from tests.roots import NOW
from tests.unprivileged import NOBODY, open_folder, unprivileged

from .canaries import Canaries
from .disks import PLATFORMS, disk
from .emptied import emptied_disk
from .hostile.harms import NOISE, put
from .sources import Sources, sources

pytestmark = pytest.mark.fault

#: Files that a check reads to say how, and not whether: what it finds is whole without them, and
#: the check in brackets tells that they cannot be read.
ASIDE = {
    # How a session ends, and so what it weighs (clear-on-exit, saved-passwords).
    "open-sessions": {
        *("Preferences", "Secure Preferences", "prefs.js", "sessionCheckpoints.json"),
        *("com.apple.Safari.plist", "managed", "p.json"),
    },
}
#: Which profiles there are, beside their folders, which tell it too: open-tab tells of it.
OF_ALL = {"SafariTabs.db"}
#: Checks that find nothing on an emptied disk of each system, and say so.
CLEAN = {
    "browser-account", "browsing-data", "extensions", "identity-numbers", "look-alike-sites",
    "notification-spam", "open-sessions", "saved-cards", "saved-identity", "saved-passwords",
    "risky-files", "written-passwords",
}  # fmt: skip
CLEAN_ON = {
    "linux": CLEAN
    | {"computer-session", "desktop-accounts", "left-files", "password-rules", "wifi"},
    "windows": CLEAN - {"written-passwords"},
    # Safari leaves passwords, cards and form values to the system's vault.
    "macos": {"browser-account", "extensions", "notification-spam", "open-sessions"}
    | {"risky-files", "written-passwords"},
}


class Seen(NamedTuple):
    """What one run of one check says."""

    report: Mapping[str, Any]
    code: int
    told: Mapping[tuple[str, str], str]

    @property
    def outcome(self) -> str:
        """How the check ended."""
        return str(self.report["checks"][0]["outcome"])


def looked(root: Path, check: str) -> Seen:
    """What one check tells of a disk, in every format and language."""
    report, checks = inspect(Options(lang="en", root=root, only=(check,)), now=NOW)
    told: dict[tuple[str, str], str] = {
        (form, language): render(form, report, checks, language)
        for form in FORMATS
        for language in LANGUAGES
    }
    return Seen(json.loads(told["json", "en"]), exit_of(report), told)


def denied(path: Path) -> Callable[[], None]:
    mode = path.stat().st_mode & 0o777
    path.chmod(0)
    return lambda: path.chmod(mode)


def damaged(path: Path) -> Callable[[], None]:
    content = path.read_bytes()
    path.write_bytes(NOISE)
    return partial(put, path, content)


def harms(found: Sources) -> Iterator[tuple[Path, Callable[[Path], Callable[[], None]]]]:
    """Each source of a check with what is done to it: gives back how to undo it."""
    for path in sorted(found.files):
        yield path, denied
        yield path, damaged
    for path in sorted(found.folders):
        yield path, denied


def of_check(check: Any, root: Path, read: Mapping[str, Sources]) -> Sources:  # noqa: ANN401
    """What is a check's own to read: the way to the browsers only where it looks into profiles."""
    everybody = [found.files | found.folders for found in read.values()]
    way = frozenset({root, *root.parents})
    if not any(question.looks_at is Profile for question in check.questions):
        way |= frozenset.intersection(*everybody)
    aside = ASIDE.get(check.id, set()) | OF_ALL

    def own(paths: frozenset[Path]) -> frozenset[Path]:
        return frozenset(path for path in paths - way if path.name not in aside)

    found = read[check.id]
    return Sources(own(found.files), own(found.folders))


def wrongs(root: Path, read: Mapping[str, Sources]) -> list[str]:
    """Where a check says too little of a source that it could not read."""
    wrong = []
    for check in registry(others=False):
        before = looked(root, check.id)
        known = unseen(before.report)
        for path, harm in harms(of_check(check, root, read)):
            undo = harm(path)
            try:
                seen = looked(root, check.id)
            except UsageError as error:  # nothing is said of a disk of unknown homes: exit code 2
                if error.text == "root-denied":
                    continue
                raise
            finally:
                undo()
            gaps = unseen(seen.report) - known
            if why := list(_wrong(before, seen, gaps)):
                wrong.append(f"{check.id}: {path.relative_to(root)} {harm.__name__}: {why}")
    return wrong


def _wrong(before: Seen, seen: Seen, gaps: set[Any]) -> Iterator[str]:
    if not gaps:
        yield "nothing told"
    if seen.outcome == "clean":
        yield "clean"
    if before.outcome == "clean" and (seen.outcome, seen.code) != ("unreadable", Exit.NOT_SEEN):
        yield f"{seen.outcome}, exit code {seen.code}"
    if any(rule["state"] == "ok" for rule in seen.report["rules"]):
        yield "a rule is ok"
    reasons = {reason for _, _, _, reason in gaps}
    for (form, language), said in seen.told.items():
        if form == "jsonl":
            lines = [json.loads(line) for line in said.splitlines()]
            if not reasons <= {line.get("reason") for line in lines}:
                yield "not in jsonl"
        elif form != "json" and said.count(_heading(form, language)) == 0:
            yield f"not in {form}, {language}"


def _heading(form: str, language: Any) -> str:  # noqa: ANN401 - one of LANGUAGES
    place = ("document", "unseen") if form == "markdown" else ("weight", "unseen")
    return say(text("screen", *place), language)


def owned(place: Path) -> None:
    """Give all of it to the ordinary user who looks: only its owner can close a file."""
    for path in [place, *place.rglob("*")] if os.geteuid() == 0 else []:
        os.chown(path, NOBODY, NOBODY, follow_symlinks=False)


@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_source_that_cannot_be_read_makes_a_clean_check_unreadable(platform: Platform) -> None:
    with open_folder() as place:
        root = disk(place, platform, Canaries()).folder
        emptied_disk(root, platform)
        # As root, and once: also so that all is imported before the rights go.
        read = {
            check.id: sources(partial(looked, root, check.id)) for check in registry(others=False)
        }
        clean = {check for check in read if looked(root, check).outcome == "clean"}
        assert clean >= CLEAN_ON[platform]
        owned(place)
        assert unprivileged(partial(wrongs, root, read)) == []


@pytest.mark.parametrize("platform", ["linux", "macos"])
def test_of_a_filled_disk_no_number_is_smaller_without_a_word(platform: Platform) -> None:
    with open_folder() as place:
        root = disk(place, platform, Canaries()).folder
        read = {
            check.id: sources(partial(looked, root, check.id)) for check in registry(others=False)
        }
        owned(place)
        assert unprivileged(partial(losses, root, read)) == []


def losses(root: Path, read: Mapping[str, Sources]) -> list[str]:
    """Where a check finds less without a file, and does not say so."""
    lost = []
    for check in registry(others=False):
        before = looked(root, check.id)
        for path in sorted(of_check(check, root, read).files):
            # A list of passwords of which the bytes are others is none.
            undo = (denied if path.suffix in (".csv", ".txt") else damaged)(path)
            seen = looked(root, check.id)
            undo()
            if why := list(_smaller(before, seen)):
                lost.append(f"{check.id}: {path.relative_to(root)}: {why}")
    return lost


def _smaller(before: Seen, seen: Seen) -> Iterator[str]:
    told = {kind for _, kind, _, _ in unseen(seen.report)}
    counted = kinds(seen.report)
    for kind, count in kinds(before.report).items():
        if counted.get(kind, 0) < count and not {kind, None} & told:
            yield f"{counted.get(kind, 0)} {kind} of {count}"
    if seen.outcome == "clean" or seen.code == Exit.CLEAN != before.code:
        yield f"{seen.outcome}, exit code {seen.code}"
