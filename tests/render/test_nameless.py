from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from hygiene.errors import Reason
from hygiene.model import Asked, Finding, Report, Severity, Where
from hygiene.nameless import without_names
from hygiene.render import FORMATS, render

from .examples import (
    CHROME,
    EDGE,
    NOW,
    PARIS,
    SESSION,
    built_in,
    left,
    report,
    shared,
    unseen,
)

WORK = replace(CHROME, profile="Secret Work")
BOB = replace(CHROME, user="bobby")
MIDNIGHT = NOW.replace(hour=0, minute=0, second=0)


def named() -> Report:
    return report(
        left("password", 2, CHROME, since=1, names=("private.example",)),
        left("password", 3, WORK, since=2),
        left("password", 4, BOB, since=None),
        left("payment-card", 2, CHROME, cvc=1),
        left("payment-card", 1, BOB, cvc=1),
        left("cache", 10, CHROME, bytes=100, approximate=False),
        left("cache", 10, WORK, bytes=50, approximate=True),
        unseen(Reason.LOCKED, EDGE, "cookie"),
        unseen(Reason.LOCKED, replace(EDGE, user="bobby"), "cookie"),
        scene=shared(users=("alice", "bobby"), root="/media/alice"),
        asked=Asked(since=SESSION),
    )


def findings(seen: Report) -> dict[str, Finding]:
    found = list(seen.findings)
    assert len({finding.kind for finding in found}) == len(found)
    return {finding.kind: finding for finding in found}


def test_no_name_is_left_in_any_format() -> None:
    for name in FORMATS:
        for verbose in (False, True):
            told = render(name, named(), built_in(), "en", names=False, verbose=verbose)
            for word in ("alice", "bobby", "private.example", "Secret Work", "Default", "/media"):
                assert word not in told, name


def test_no_hour_is_left() -> None:
    seen = without_names(named())
    assert seen.started_at == MIDNIGHT
    assert seen.scene.session_started_at == MIDNIGHT
    assert seen.asked.since == MIDNIGHT
    password = findings(seen)["password"]
    assert password.first == MIDNIGHT - timedelta(days=3)
    assert password.last == MIDNIGHT
    for name in FORMATS:
        told = render(name, named(), built_in(), "fr", names=False, verbose=True)
        for hour in ("14:02", "13:31", "13:55", "14\u00a0h", "13\u00a0h"):
            assert hour not in told, name


def test_the_screen_tells_the_day_instead_of_an_hour_that_is_not_there() -> None:
    told = render("terminal", named(), built_in(), "fr", names=False)
    assert told.splitlines()[0].endswith(" 23/11/2026")
    assert "0\u00a0h\u00a000" not in told


def test_what_differed_by_a_name_is_summed() -> None:
    found = findings(without_names(named()))
    assert found["password"].count == 9
    assert found["password"].since_session is None
    assert found["password"].where == Where(None, "chrome", "native", None)
    assert (found["payment-card"].count, found["payment-card"].facts["cvc"]) == (3, 2)
    assert found["cache"].facts == {"bytes": 150, "approximate": True}


def test_gaps_are_told_once() -> None:
    (gap,) = without_names(named()).unreadable
    assert (gap.reason, gap.kind, gap.detail) == (Reason.LOCKED, "cookie", "")
    assert gap.where == Where(None, "edge", "native", None)


def test_other_packages_may_have_written_a_name_anywhere() -> None:
    run = named()
    stranger = Finding(
        count=1,
        kind="badges:badge",
        subject="alice",
        severity=Severity.LOW,
        facts={"owner": "alice", "size": 3},
    )
    run = replace(run, results=(replace(run.results[0], findings=(stranger,)),))
    (found,) = without_names(run).findings
    assert found.subject is None
    assert found.facts == {"size": 3}


EARLY = datetime(1990, 1, 1)  # noqa: DTZ001 - hypothesis wants them naive
LATE = datetime(2050, 1, 1)  # noqa: DTZ001
moments = st.datetimes(min_value=EARLY, max_value=LATE).map(
    lambda moment: moment.replace(tzinfo=PARIS)
)


@given(st.lists(st.tuples(st.integers(1, 10**6), st.none() | st.integers(0, 50), moments)))
def test_nothing_is_lost_and_done_twice_changes_nothing(
    left_behind: list[tuple[int, int | None, datetime]],
) -> None:
    seen = report(
        *(
            replace(left("cookie", count, CHROME, since=since), first=when, last=when)
            for count, since, when in left_behind
        )
    )
    once = without_names(seen)
    assert sum(f.count for f in once.findings) == sum(count for count, _, _ in left_behind)
    assert without_names(once) == once
    for finding in once.findings:
        assert finding.first is not None
        assert finding.last is not None
        assert finding.first <= finding.last
        assert (finding.last.hour, finding.last.minute) == (0, 0)
