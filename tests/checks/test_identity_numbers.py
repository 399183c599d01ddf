"""Numbers of identity: how many, never which; other people's only where the keeper asks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from hygiene.config.options import Options, options
from hygiene.errors import UsageError
from hygiene.inspection import inspect
from hygiene.machine import Machine
from hygiene.model import Result
from hygiene.render import FORMATS, render
from hygiene.texts.say import LANGUAGES
from tests.browsers.databases import database
from tests.browsers.profiles import micro, second, webkit
from tests.command import hygiene
from tests.identity import vectors
from tests.roots import FakeRoot
from tests.settings import surroundings

NOW = datetime.now(UTC)
#: So much of a number would tell which it is.
_TELLING = 8


@pytest.fixture
def root(tmp_path: Path) -> FakeRoot:
    """A disk on which somebody typed every number, in both families."""
    made = FakeRoot(tmp_path)
    home = made.home()
    chrome, firefox = home.chromium(), home.firefox()
    (chrome.path / "Preferences").write_text("{}")
    with database(chrome.path / "Web Data") as db:
        db.create("autofill", "credit_cards")
        for i, number in enumerate(vectors.EVERY_NUMBER):
            used = {"date_last_used": second(NOW), "date_created": second(NOW)}
            db.add("autofill", name=f"carte secu spi {i}", value=number, **used)
    with database(chrome.path / "Login Data") as db:
        db.create("logins")
        for number in vectors.NIRS:
            db.add(
                "logins",
                username_value=number,
                origin_url="https://assure.ameli.fr/",
                blacklisted_by_user=0,
                date_created=webkit(NOW),
            )
    with database(firefox.path / "formhistory.sqlite") as db:
        db.create("moz_formhistory")
        for number in vectors.EVERY_NUMBER:
            used = {"firstUsed": micro(NOW), "lastUsed": micro(NOW)}
            db.add("moz_formhistory", fieldname="carte secu spi", value=number, **used)
    return made


def pieces() -> Iterator[str]:
    """Every part of a number that would tell which it is; dates of a report have many zeros."""
    for number in vectors.EVERY_NUMBER:
        for i in range(len(number) - _TELLING + 1):
            piece = number[i : i + _TELLING]
            if len(set(piece)) > 3:
                yield piece


def must_hold_no_number(text: str) -> None:
    # Dates of the report are digits too; what is put between groups would hide a number.
    bare = re.sub(r"\d{4}-\d\d-\d\dT[\d:.+-]+|\d\d/\d\d/\d{4}[^,;\n]*", "", text)
    for seen in (bare, re.sub(r"[^0-9A-Za-z\n]", "", bare)):
        assert not [piece for piece in pieces() if piece in seen]


def told(root: FakeRoot, *words: str) -> dict[str, Any]:
    ran = hygiene(
        "check", "--root", root.folder, "--only", "identity-numbers", "-f", "json", *words
    )
    (check,) = ran.report["checks"]
    assert isinstance(check, dict)
    return check


def test_each_browser_tells_how_many_of_each(root: FakeRoot) -> None:
    check = told(root, "--lang", "fr")
    found = {f["browser"]: f for f in check["findings"]}
    assert found["chrome"]["facts"] == {"nir": 22, "iban": 6, "card": 7, "tax_number": 2}
    assert found["firefox"]["facts"] == {"nir": 11, "iban": 6, "card": 7, "tax_number": 2}
    assert {f["severity"] for f in found.values()} == {"high"}
    for finding in found.values():
        assert finding["count"] == sum(finding["facts"].values())
        assert finding["names"] == []
    assert found["firefox"]["message"].startswith("Firefox garde 11 numéros de sécurité sociale, 6")


def test_the_sentence_sums_what_several_profiles_hold(root: FakeRoot) -> None:
    other = root.home().chromium(profile="Profile 1")
    (other.path / "Preferences").write_text("{}")
    with database(other.path / "Web Data") as db:
        db.create("autofill")
        db.add("autofill", name="x", value=vectors.NIRS[0], date_last_used=second(NOW))
    words = ("--only", "identity-numbers", "--lang", "en", "--skip", "saved-cards")
    ran = hygiene("check", "--root", root.folder, *words)
    assert "Chrome keeps 23 social-security numbers, 6 IBANs" in " ".join(ran.out.split())


def test_on_ones_own_computer_it_only_informs(root: FakeRoot) -> None:
    check = told(root, "--own-computer")
    assert {f["severity"] for f in check["findings"]} == {"info"}


# --- never which ---------------------------------------------------------------------------------


def test_no_output_holds_a_part_of_a_number(root: FakeRoot) -> None:
    report, checks = inspect(Options(lang="en", root=root.folder), now=NOW)
    must_hold_no_number(repr(report))
    for format_name, language, verbose in product(FORMATS, LANGUAGES, (False, True)):
        text = render(format_name, report, checks, language, verbose=verbose)
        assert text
        must_hold_no_number(text)


def test_neither_does_the_command_itself(root: FakeRoot) -> None:
    ran = hygiene("check", "--root", root.folder, "--verbose", "--lang", "fr")
    assert "numéros de sécurité sociale" in " ".join(ran.out.split())
    must_hold_no_number(ran.out + ran.err)


def test_a_number_would_be_seen() -> None:
    with pytest.raises(AssertionError):
        must_hold_no_number("…: 2 55 08 14 168 025 38.")


@pytest.mark.parametrize("error", [ValueError, RuntimeError, MemoryError])
def test_no_number_leaves_by_an_error(
    root: FakeRoot, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    def broken(value: str, beside: str = "") -> None:
        raise error(value, beside)

    monkeypatch.setattr("hygiene.browsers.numbers.recognized", broken)
    report, checks = inspect(Options(lang="en", root=root.folder), now=NOW)
    result = next(r for r in report.results if r.check == "identity-numbers")
    assert result.failure == error.__name__
    must_hold_no_number(repr(report))
    for format_name in FORMATS:
        must_hold_no_number(render(format_name, report, checks, "en", verbose=True))


def test_a_database_that_breaks_on_the_way_tells_no_number(root: FakeRoot) -> None:
    file = root.home().chromium().path / "Web Data"
    content = bytearray(file.read_bytes())
    content[200:4000] = b"255081416802538 " * 237 + b"25508141"
    file.write_bytes(content)
    ran = hygiene("check", "--root", root.folder, "--verbose", "--lang", "en")
    assert "Web Data" in ran.out
    must_hold_no_number(ran.out + ran.err)


# --- whose ---------------------------------------------------------------------------------------


def seen(
    root: FakeRoot,
    monkeypatch: pytest.MonkeyPatch,
    *,
    mine: bool,
    identity: bool = False,
    names: bool | None = None,
) -> Result:
    """The result on the same home of this computer, of the person who runs it or of another."""

    def here(*more: object, **named: object) -> Machine:
        machine = root.machine()
        machine.live = True
        machine.homes[0].mine = mine
        return machine

    monkeypatch.setattr("hygiene.inspection.live_machine", here)
    monkeypatch.setattr("hygiene.inspection._sessions", lambda asked: {})
    options = Options("en", only=("identity-numbers",), identity=identity, names=names)
    report, _ = inspect(options, now=NOW)
    (result,) = report.results
    return result


def test_ones_own_home_is_looked_at(root: FakeRoot, monkeypatch: pytest.MonkeyPatch) -> None:
    result = seen(root, monkeypatch, mine=True)
    assert len(result.findings) == 2
    assert not result.unreadable


@pytest.mark.parametrize("names", [None, False])
def test_another_persons_home_is_one_gap_that_nobody_asked_about(
    root: FakeRoot, monkeypatch: pytest.MonkeyPatch, names: bool | None
) -> None:
    result = seen(root, monkeypatch, mine=False, names=names)
    assert not result.findings
    (gap,) = result.unreadable
    assert (gap.reason.value, gap.kind, gap.where.user) == ("not-asked", "identity-number", "alice")
    assert gap.where.browser is None
    assert gap.expected


@pytest.mark.parametrize(
    "chosen", [{"identity": True}, {"identity": True, "names": False}, {"names": True}]
)
def test_unless_the_keeper_asks(
    root: FakeRoot, monkeypatch: pytest.MonkeyPatch, chosen: dict[str, bool]
) -> None:
    result = seen(root, monkeypatch, mine=False, **chosen)
    assert [f.count for f in result.findings] == [37, 26]
    assert not result.unreadable


def test_only_the_keepers_file_may_ask(tmp_path: Path) -> None:
    assert not options({}, surroundings(tmp_path, environ={"HYGIENE_IDENTITY": "1"})).identity
    assert options({}, surroundings(tmp_path, system="identity = true")).identity
    with pytest.raises(UsageError) as refused:
        options({}, surroundings(tmp_path, user="identity = true"))
    assert refused.value.text == "system-only"
