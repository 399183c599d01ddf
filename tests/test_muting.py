"""What the keeper accepts stays in the report, weighs nothing, and comes back after its day."""

from __future__ import annotations

from datetime import date

from hygiene.config.options import Accepted
from hygiene.errors import Reason
from hygiene.model import Finding, Muted, Outcome, Result, Severity, Unreadable, Where
from hygiene.muting import mute

CHROME, EDGE = Where("alice", "chrome"), Where("alice", "edge")
PASSWORD = Finding(kind="password", severity=Severity.HIGH, where=CHROME)
LOCKED = Unreadable(Reason.LOCKED, "Cookies", "cookie", EDGE)
RESULT = Result("saved-passwords", "spam", "built-in", Outcome.FOUND, (PASSWORD,), (LOCKED,))
DAY = date(2026, 12, 31)


def accepted(**change: object) -> Accepted:
    entry = Accepted(
        check="saved-passwords",
        kind="password",
        browser=None,
        subject=None,
        reason=None,
        why="a kiosk account",
        until=DAY,
    )
    return entry._replace(**change)  # type: ignore[arg-type]


def after(*entries: Accepted, today: date = DAY) -> Result:
    return mute([RESULT], entries, today)[0]


def test_an_accepted_finding_is_marked_and_no_longer_the_outcome() -> None:
    result = after(accepted())
    assert result.findings[0].muted == Muted("a kiosk account", DAY)
    assert result.outcome is Outcome.UNREADABLE


def test_when_all_is_accepted_the_check_is_clean() -> None:
    result = after(accepted(), accepted(kind="cookie", reason="locked", browser="edge"))
    assert result.outcome is Outcome.CLEAN


def test_of_what_is_not_seen_the_subject_is_the_source() -> None:
    for subject, muted in (("Cookies", True), ("History", False), (None, True)):
        result = after(accepted(kind="cookie", reason="locked", subject=subject))
        assert (result.unreadable[0].muted is not None) is muted


def test_after_its_last_day_it_counts_again() -> None:
    assert after(accepted(), today=date(2027, 1, 1)).outcome is Outcome.FOUND


def test_another_browser_check_kind_or_subject_is_not_accepted() -> None:
    for change in (
        {"browser": "firefox"},
        {"check": "saved-cards"},
        {"kind": "iban"},
        {"subject": "ameli"},
        {"reason": "locked"},
    ):
        assert after(accepted(**change)).findings[0].muted is None
