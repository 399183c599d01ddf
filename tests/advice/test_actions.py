from __future__ import annotations

from dataclasses import replace

from hygiene.advice.actions import Action, actions, to_do
from hygiene.definition import Check
from hygiene.kinds import Kind, gestures
from hygiene.model import Muted, Outcome, Result, Severity, Where
from tests.render.examples import (
    CHROME,
    EDGE,
    FIREFOX,
    NOW,
    crowded,
    left,
    own_computer,
    report,
    shared,
    usual,
)

WORK = replace(CHROME, profile="Profile 1")
BOB = replace(CHROME, user="bob")


def told(found: tuple[Action, ...]) -> list[tuple[str, str, str | None]]:
    return [(action.gesture, action.group, action.browser) for action in found]


def test_the_gestures_come_in_the_order_to_do_them() -> None:
    order = [gestures().index(action.gesture) for action in actions(crowded())]
    assert order == sorted(order)
    assert len(order) == 9


def test_within_a_gesture_the_heaviest_comes_first_then_the_browser() -> None:
    found = actions(
        report(
            left("address", 1, CHROME),
            left("password", 1, FIREFOX),
            left("password", 1, EDGE),
            left("payment-card", 1, CHROME),
            left("address", 1, replace(CHROME, browser="brave")),
        )
    )
    assert told(found) == [
        ("passwords", "kept", "chrome"),
        ("passwords", "kept", "edge"),
        ("passwords", "kept", "firefox"),
        ("passwords", "kept", "brave"),
    ]


def test_what_one_gesture_removes_is_one_action() -> None:
    (passwords, browsing) = actions(usual())
    assert passwords.counts == {"password": 3, "saving-offered": 1}
    assert passwords.severity is Severity.HIGH
    assert browsing.counts == {"visited-page": 214, "cookie": 96}
    assert browsing.severity is Severity.MEDIUM


def test_what_two_profiles_and_two_people_left_is_added() -> None:
    (action,) = actions(
        report(
            left("password", 2, CHROME, since=1, names=("b.fr",)),
            left("password", 3, WORK, since=0, names=("a.fr", "b.fr")),
            left("password", 4, BOB, since=2),
            scene=shared(users=("alice", "bob")),
        )
    )
    (part,) = action.parts
    assert (part.count, part.since_session, part.names) == (9, 3, ("a.fr", "b.fr"))
    assert action.users == ("alice", "bob")
    assert action.profiles == ("Default", "Profile 1")


def test_nobody_is_named_who_is_alone() -> None:
    (action,) = actions(report(left("password", 2)))
    assert (action.users, action.profiles) == ((), ())


def test_one_unknown_session_makes_the_sum_unknown() -> None:
    (action,) = actions(report(left("password", 2, CHROME, since=1), left("password", 3, WORK)))
    assert action.parts[0].since_session is None


def test_what_only_informs_is_an_action_apart() -> None:
    found = actions(report(left("password", 1), left("never-saved-site", 4)))
    assert [action.severity for action in found] == [Severity.HIGH, Severity.INFO]
    assert told(to_do(found)) == [("passwords", "kept", "chrome")]


def test_on_one_s_own_computer_there_is_nothing_to_do() -> None:
    found = actions(own_computer())
    assert len(found) == 2
    assert to_do(found) == ()


def test_what_the_keeper_accepts_is_no_action() -> None:
    accepted = replace(left("password", 1), muted=Muted("known", NOW.date()))
    assert actions(report(accepted)) == ()


def test_a_check_of_another_package_tells_its_own_gesture() -> None:
    badge = Kind("badges:badge", "badges", Severity.MEDIUM, Severity.INFO, "files")
    badges = Check("badges", "clear-your-data", "badges", kinds={badge.name: badge})
    found = replace(left("password", 2, Where()), kind=badge.name, severity=badge.severity)
    run = report(left("cookie", 1))
    result = Result("badges", badges.rule, "badges", Outcome.FOUND, (found,))
    run = replace(run, results=(*run.results, result))
    assert told(actions(run, [badges])) == [
        ("files", "badges:badge", None),
        ("clear-browser", "browsing", "chrome"),
    ]
    # A saved report whose check is not installed: its gesture is unknown, and it comes last.
    assert told(actions(run))[-1] == ("close", "badges:badge", None)
