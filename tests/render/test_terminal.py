from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hygiene.advice.gestures import browsers
from hygiene.definition import Check
from hygiene.errors import Reason
from hygiene.exits import Exit, exit_of
from hygiene.kinds import Kind, kinds
from hygiene.model import Asked, Finding, Muted, Outcome, Report, Result, Severity, Where
from hygiene.render.terminal import render
from hygiene.render.wrap import width_of
from hygiene.texts.say import LANGUAGES, Language

from .examples import (
    CHROME,
    EDGE,
    FIREFOX,
    NOW,
    SCREENS,
    built_in,
    crowded,
    left,
    nothing,
    own_computer,
    public_terminal,
    report,
    shared,
    unseen,
    usual,
)

ESCAPE = re.compile(r"\x1b(\[[0-9;]*m|\]8;[^\x1b]*\x1b\\)")


kinds_left = st.sampled_from([kind for check in built_in() for kind in check.kinds])
places = st.builds(
    Where,
    user=st.sampled_from(["alice", "bob"]),
    browser=st.sampled_from([*browsers(), "chrome-beta", "netscape"]),
    install=st.sampled_from(["native", "flatpak"]),
    profile=st.sampled_from(["Default", "Profile 1", "abcd1234.default", "\u202e" * 9]),
)
host_names = st.lists(st.text(st.characters(exclude_characters="{"), max_size=40), max_size=9).map(
    tuple
)
runs = st.lists(
    st.builds(left, kinds_left, st.integers(1, 10**7), places, names=host_names)
    | st.builds(unseen, st.sampled_from(Reason), places, st.none() | kinds_left),
    max_size=25,
).map(lambda seen: report(*seen, scene=shared(users=("alice", "bob"))))


def told(seen: Report, language: Language = "en", **how: bool | int) -> str:
    """The screen on one line, with plain spaces."""
    text = render(seen, built_in(), language, **how)  # type: ignore[arg-type]
    return re.sub(r"\s+", " ", text)


@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_has_at_most_seven_actions_and_32_lines(name: str) -> None:
    for language in LANGUAGES:
        lines = render(SCREENS[name](), built_in(), language).splitlines()
        assert len(lines) <= 32
        assert len([line for line in lines if re.match(r" \d+ [A-ZÀ]", line)]) <= 7


def test_seven_small_actions_fit_and_the_eighth_is_told_of() -> None:
    kinds = ("password", "visited-page", "running-browser")
    everywhere = [left(kind, 1, where) for where in (CHROME, EDGE, FIREFOX) for kind in kinds]
    screen = render(report(*everywhere), built_in(), "en")
    shown = len(re.findall(r"^ \d [A-Z]", screen, re.MULTILINE))
    assert "Before you leave: 9 things to do" in screen
    assert f"And {9 - shown} more things to do: hygiene check --verbose" in screen
    assert shown >= 5


@given(runs, st.sampled_from(LANGUAGES))
def test_whatever_was_left_the_screen_holds_it(seen: Report, language: Language) -> None:
    lines = render(seen, built_in(), language).splitlines()
    assert len(lines) <= 32
    assert all(width_of(line) <= 80 for line in lines)
    assert all("{" not in line for line in lines)
    words = {"fr": ("Avant de partir", "Bilan"), "en": ("Before you leave", "Result")}[language]
    assert lines[0].startswith(words[0])
    assert len([line for line in lines if line.startswith(words[1])]) == 1
    nothing_left = ("rien ne reste", "nothing left")
    # Settings that weigh little are the keeper's: nobody has left them.
    left_by_people = replace(
        seen, results=tuple(map(_without_settings, seen.results)), asked=Asked(fail_on=Severity.LOW)
    )
    clean = exit_of(left_by_people) is Exit.CLEAN
    assert any(words in line for line in lines for words in nothing_left) is clean


def _without_settings(result: Result) -> Result:
    return replace(
        result,
        findings=tuple(
            f for f in result.findings if f.weight > Severity.LOW or not kinds()[f.kind].keeper
        ),
    )


def test_the_heaviest_actions_are_shown_in_the_order_to_do_them() -> None:
    screen = render(crowded(), built_in(), "en")
    words = re.findall(r"^ (\d) ([A-Z ]+?)  ", screen, re.MULTILINE)
    assert [number for number, _ in words] == [str(i + 1) for i in range(len(words))]
    assert words[0][1] == "IMPORTANT"
    # The gesture of the guide is never left out.
    assert "Ctrl + Shift + Del" in " ".join(screen.split())


@pytest.mark.parametrize("width", [40, 59, 60, 80, 81, 120, 200])
@pytest.mark.parametrize("name", SCREENS)
def test_no_line_is_wider_than_the_terminal(name: str, width: int) -> None:
    for language, verbose, plain in product(LANGUAGES, (False, True), (False, True)):
        screen = render(
            SCREENS[name](), built_in(), language, width=width, verbose=verbose, plain=plain
        )
        for line in screen.splitlines():
            assert width_of(line) <= width or re.fullmatch(r"\S+://\S+", line)
            assert line == line.rstrip()


def test_every_width_tells_the_same() -> None:
    for name in SCREENS:
        usual_width, narrow, wide = (
            re.sub(r"[\s→]+", "", render(SCREENS[name](), built_in(), "fr", width=width))
            for width in (80, 40, 200)
        )
        assert sorted(narrow) == sorted(usual_width + ("()" if "(" not in usual_width[:70] else ""))
        assert sorted(wide) == sorted(usual_width)


def test_widths_beyond_reason_are_not_followed() -> None:
    assert render(usual(), built_in(), "fr", width=3) == render(usual(), built_in(), "fr", width=40)
    assert render(usual(), built_in(), "fr", width=999) == render(
        usual(), built_in(), "fr", width=200
    )


def test_the_plain_form_has_no_colour_box_or_symbol() -> None:
    for name in SCREENS:
        for language in LANGUAGES:
            screen = render(
                SCREENS[name](), built_in(), language, plain=True, colour=True, links=True
            )
            assert not re.search(r"[→?·\x1b](?![\w ])", screen.replace("ordinateur\u00a0?", ""))
            assert "→" not in screen
            assert "\x1b" not in screen
            assert not re.search(r"^ ", screen, re.MULTILINE)


def test_old_code_pages_can_write_every_screen() -> None:
    for name, language, verbose in product(SCREENS, LANGUAGES, (False, True)):
        screen = render(SCREENS[name](), built_in(), language, ascii_only=True, verbose=verbose)
        screen.encode("cp850")
        screen.encode("cp1252")
        assert all(width_of(line) <= 80 or "://" in line for line in screen.splitlines())
    assert "     -> Type in the address bar" in render(usual(), built_in(), "en", ascii_only=True)


def test_colours_and_links_add_escapes_and_change_no_word() -> None:
    plain = render(usual(), built_in(), "fr")
    for colour, links in ((True, False), (False, True), (True, True)):
        screen = render(usual(), built_in(), "fr", colour=colour, links=links)
        assert ESCAPE.sub("", screen) == plain
        assert ("\x1b]8;" in screen) is links
        assert bool(re.search(r"\x1b\[[0-9;]*3[0-9]m", screen)) is colour


def test_hyperlinks_lead_to_pages_of_links_toml() -> None:
    screen = render(usual(), built_in(), "fr", links=True)
    found = set(re.findall(r"\x1b\]8;[^;]*;([^\x1b]+)\x1b", screen))
    assert found == {
        "https://www.cybermalveillance.gouv.fr/tous-nos-contenus/bonnes-pratiques/mots-de-passe",
        "https://www.cybermalveillance.gouv.fr/bonnes-pratiques",
    }


def test_the_result_stands_alone_in_each_of_its_four_cases() -> None:
    assert "Result: nothing left among what hygiene knows how to look at." in told(nothing())
    assert "Result: do not leave yet. 3 things to do." in told(public_terminal())
    assert "Result: do not leave yet. 2 things to do; Firefox was not seen." in told(usual())
    doubt = told(report(unseen(Reason.LOCKED, EDGE, "cookie")))
    assert (
        "Result: nothing found, but Edge was not seen as a whole: this is not a clean bill."
        in doubt
    )


def test_what_weighs_little_does_not_hold_anybody_back() -> None:
    assert "Result: 1 thing to do." in told(report(left("running-browser")))


def test_a_disk_that_is_looked_at_is_nobody_s_departure() -> None:
    screen = told(report(left("password"), scene=shared(live=False, root="/mnt")))
    assert "In what was looked at: 1 thing to do" in screen
    assert "leave" not in screen
    assert "own computer" not in screen


def test_a_report_that_saw_no_browser_says_so_instead_of_clean() -> None:
    screen = told(report(scene=shared(profiles=0)))
    assert "Result: no browser data found here." in screen
    assert "nothing left" not in screen


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (Asked(only=("saved-cards",)), "A partial look: --only saved-cards"),
        (Asked(skip=("saved-cards", "x")), "A partial look: --skip saved-cards --skip x"),
        (Asked(since=NOW), "Only since 23 Nov 2026 at 14:02."),
    ],
)
def test_a_partial_look_says_so_and_is_not_called_clean(asked: Asked, said: str) -> None:
    screen = told(report(asked=asked))
    assert said in screen
    assert "Result: nothing found in the part that was looked at, which is not all." in screen


def test_other_accounts_that_were_not_looked_at_are_told() -> None:
    screen = told(report(scene=shared(users=("root",), others=2)))
    assert "Result: nothing found, but 2 other accounts were not looked at:" in screen
    assert "Accounts looked at: root. For all: hygiene check --all-users" in screen
    nameless = told(report(scene=shared(users=("root",), others=2)), names=False)
    assert "root" not in nameless
    assert "To look at all accounts: hygiene check --all-users" in nameless


def test_what_the_keeper_accepts_is_told_in_one_line() -> None:
    accepted = replace(left("password"), muted=Muted("a \x1bkiosk", date(2027, 3, 1)))
    screen = told(report(accepted))
    assert "Before you leave: nothing to do" in screen
    assert "1 point that the person in charge accepts is not counted." in screen
    assert "Accepted until 1 Mar 2027: a \\u001bkiosk" in told(report(accepted), verbose=True)


def test_the_hint_about_one_s_own_computer_is_for_shared_places() -> None:
    hint = "Is this your own computer? hygiene check --own-computer"
    assert hint in told(usual())
    assert hint not in told(public_terminal())
    assert hint not in told(own_computer())
    assert hint not in told(nothing())


def test_a_computer_of_one_s_own_hears_what_is_kept_and_is_asked_nothing() -> None:
    screen = told(own_computer())
    assert "Your computer: nothing to do" in screen
    assert "2 things are kept, which is normal on a computer of your own." in screen
    assert "IMPORTANT" not in screen
    assert "NOTE Chrome keeps 3 passwords" in told(own_computer(), verbose=True)


def test_what_only_informs_is_for_verbose() -> None:
    seen = report(left("password"), left("never-saved-site", 4))
    assert "never" not in told(seen).partition("Never give")[0]
    assert "NOTE Chrome keeps the names of 4 sites" in told(seen, verbose=True)


def test_a_check_that_failed_is_named() -> None:
    run = nothing()
    results = tuple(
        replace(result, outcome=Outcome.FAILED, failure="ZeroDivisionError")
        if result.check == "saved-cards"
        else result
        for result in run.results
    )
    run = replace(run, results=results)
    screen = told(run)
    assert 'NOT SEEN The check "No bank card kept by a browser" did not work.' in screen
    assert "Result: nothing found, but 1 check did not work: this is not a clean bill." in screen
    assert "ZeroDivisionError" not in screen
    assert "saved-cards: ZeroDivisionError" in told(run, verbose=True)


def test_a_check_that_never_loaded_is_named_by_its_id() -> None:
    run = nothing()
    broken = replace(run.results[0], check="mine\x1b[2J", outcome=Outcome.FAILED, failure="OSError")
    checks = (*built_in(), Check("mine\x1b[2J", "spam", "mine", broken="OSError"))
    screen = render(replace(run, results=(broken,)), checks, "en")
    assert 'The check "mine\\u001b[2J" did not work.' in screen


def test_what_nobody_could_expect_to_see_is_told_but_is_no_doubt() -> None:
    screen = told(report(unseen(Reason.OS_VAULT, FIREFOX, "password")))
    assert "NOT SEEN Firefox leaves the passwords to the system's vault" in screen
    assert "Result: nothing left among what hygiene knows how to look at." in screen


def test_gaps_of_one_browser_and_reason_are_one_line() -> None:
    screen = told(
        report(
            unseen(Reason.LOCKED, EDGE, "cookie"),
            unseen(Reason.LOCKED, replace(EDGE, profile="Profile 1"), "cookie"),
            unseen(Reason.LOCKED, EDGE, "visited-page"),
        )
    )
    assert screen.count("NOT SEEN") == 1
    assert "Edge is open: hygiene could not look at the cookies and the visited pages." in screen


def test_many_browsers_that_were_not_seen_are_counted() -> None:
    browsers = ("edge", "opera", "brave", "vivaldi", "arc")
    gaps = [unseen(Reason.LOCKED, replace(EDGE, browser=browser)) for browser in browsers]
    screen = told(report(*gaps))
    assert "but 5 browsers were not seen" in screen
    assert "And 1 more thing not seen: hygiene check --verbose" in screen


def test_technical_words_are_for_verbose() -> None:
    assert "database is locked" not in told(usual())
    assert "cookies.sqlite, database is locked (" in told(usual(), verbose=True)


def test_people_are_named_only_where_several_homes_were_looked_at() -> None:
    bob = replace(CHROME, user="bob")
    seen = report(
        left("password", 2),
        left("password", 1, bob),
        unseen(Reason.LOCKED, replace(FIREFOX, user="bob")),
        scene=shared(users=("alice", "bob")),
    )
    assert "Chrome keeps 3 passwords (accounts: alice and bob)." in told(seen)
    assert "could not look at its data (account: bob)." in told(seen)
    assert "bob" not in told(seen, names=False)
    assert "alice" not in told(usual())


def test_profiles_are_named_only_where_a_browser_has_several() -> None:
    work = replace(CHROME, profile="Profile 1")
    seen = report(left("visited-page", 2), left("cookie", 3, work))
    assert "that go with them (profiles: main and Profile 1)." in told(seen)
    assert "Default" not in told(seen, verbose=True)
    assert "Profile 1" not in told(seen, names=False, verbose=True)


def test_sites_are_named_up_to_a_few_and_without_www() -> None:
    names = tuple(f"www.s{i}.fr" for i in range(9))
    assert ": s0.fr, s1.fr, s2.fr, s3.fr and 5 more." in told(
        report(left("password", 9, names=names))
    )
    assert "s8.fr" in told(report(left("password", 9, names=names)), verbose=True)
    assert "s0.fr" not in told(report(left("password", 9, names=names)), names=False)
    asked = Asked(names=False)
    assert "s0.fr" not in told(report(left("password", 9, names=names), asked=asked), verbose=True)


def test_how_much_is_of_this_session_is_told_where_it_is_known() -> None:
    def says(count: int, since: int | None) -> str:
        return told(report(left("password", count, since=since)))

    assert "3 passwords." in says(3, None)
    assert "3 passwords (none from this session)." in says(3, 0)
    assert "3 passwords (1 since this session opened)." in says(3, 1)
    assert "3 passwords (all from this session)." in says(3, 3)


def test_traces_without_pages_are_told_together() -> None:
    assert "Chrome keeps traces of visits: cookies, site data and page copies." in told(
        report(left("cookie", 4), left("site-storage", 2), left("cache", 9))
    )
    assert "Chrome keeps 4 cookies." in told(report(left("cookie", 4)))


def test_a_setting_of_little_weight_is_for_the_person_in_charge() -> None:
    settings = report(left("saving-offered"), left("password-rule", 1, Where(), length=6))
    screen = told(settings)
    assert "Before you leave: nothing to do" in screen
    assert "2 settings are for the person in charge to look at." in screen
    assert "offers everybody" not in screen
    verbose = told(settings, verbose=True)
    assert "CAUTION Chrome offers everybody to save their passwords." in verbose
    heavy = told(report(left("computer-session", subject="other-user", severity=Severity.HIGH)))
    assert "1 IMPORTANT" in heavy


def test_a_thing_of_another_package_reads_well() -> None:
    texts = {
        "title": {"fr": "Badges rendus", "en": "Badges given back"},
        "effort": {"fr": "1 minute", "en": "1 minute"},
        "message": {
            "badges:badge": {
                "one": {"fr": "{count} badge oublié.", "en": "{count} badge left."},
                "many": {"fr": "{count} badges oubliés.", "en": "{count} badges left."},
            }
        },
        "advice": [{"steps": [{"fr": "Rendez-les.", "en": "Give them back."}]}],
    }
    badge = Kind("badges:badge", "badges", Severity.MEDIUM, Severity.INFO, "files", "files")
    check = Check("badges", "spam", "badges", kinds={badge.name: badge}, texts=texts)
    finding = Finding(
        2, ("[bold]x", "b\u202e.pdf"), kind=badge.name, severity=Severity.MEDIUM, where=Where("a")
    )
    run = report(checks=(check,))
    run = replace(run, results=(replace(run.results[0], findings=(finding,)),))
    screen = render(run, (check,), "fr")
    assert " 1 À FAIRE    2 badges oubliés\u00a0: [bold]x et b\\u202e.pdf.\n" in screen
    assert "     → Rendez-les.\n" in screen
    unknown = render(run, built_in(), "fr")
    assert "badges:badge\u00a0: 2" in unknown


def test_names_for_live_terminals_stay_off_copied_disks_and_out_of_files() -> None:
    paper = Kind(
        "mine:file", "mine", Severity.HIGH, Severity.INFO, "files", "files", live_terminal_only=True
    )
    pair = {"fr": "{count} fichier.", "en": "{count} file."}
    texts = {
        "effort": {"fr": "1 minute", "en": "1 minute"},
        "message": {"mine:file": {"one": pair, "many": pair}},
    }
    check = Check("mine", "spam", "mine", kinds={paper.name: paper}, texts=texts)
    finding = Finding(1, ("secret.pdf",), kind=paper.name, severity=Severity.HIGH)
    for live, terminal in product((True, False), repeat=2):
        run = report(checks=(check,), scene=shared(live=live))
        run = replace(run, results=(replace(run.results[0], findings=(finding,)),))
        for verbose in (True, False):
            told = render(run, (check,), "en", live_terminal=terminal, verbose=verbose)
            assert ("secret.pdf" in told) is (live and terminal)
