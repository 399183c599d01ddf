"""Who decides on the options of a run, and what is refused."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from hygiene.commandline.usage import sentence
from hygiene.config import schema
from hygiene.config.options import Accepted, Options, Output, options
from hygiene.errors import UsageError
from hygiene.model import Severity
from tests.settings import NOW, surroundings

EVERYTHING = """
lang = "fr"
plain = true
place = "shared"
since_file = "/run/somebody"

[check]
user = ["alice", "benoît"]
only = ["saved-passwords"]
skip = ["browsing-data"]
since = "2h"
own_computer = true
format = "json"
output = ["/var/lib/hygiene/report.json"]
names = false
fail_on = "high"
exit_zero = true
timeout = 12.5
builtin_only = true
quiet = true
verbose = true

[plugins]
allow = ["visitor-badges"]

[[accepted]]
check = "saved-passwords"
kind = "saving-offered"
why = "The policy comes next month."
until = 2026-12-31

[[accepted]]
check = "browsing-data"
reason = "locked"
browser = "firefox"
why = "The desk's own profile."
until = 2027-01-31
"""


def refused(error: UsageError) -> str:
    """What the person reads."""
    return sentence(error, "en")


def test_without_anything_the_contracts_defaults_hold(tmp_path: Path) -> None:
    assert options({}, surroundings(tmp_path)) == Options(
        lang="en",
        format="terminal",
        fail_on=Severity.MEDIUM,
        timeout=60.0,
        place="shared",
        names=None,
        plugins=None,
    )


@pytest.mark.parametrize("system", [True, False])
def test_a_file_sets_every_option(system: bool, tmp_path: Path) -> None:
    text = EVERYTHING if system else EVERYTHING.replace("[plugins]", "").replace("allow", "#")
    text = text if system else text.replace('# = ["visitor-badges"]', "")
    found = options({}, surroundings(tmp_path, text if system else None, None if system else text))
    assert found._replace(said_at={}) == Options(
        lang="fr",
        users=("alice", "benoît"),
        only=("saved-passwords",),
        skip=("browsing-data",),
        since=datetime(2026, 11, 23, 12, 2, tzinfo=UTC),
        own_computer=True,
        format="json",
        outputs=(Output(Path("/var/lib/hygiene/report.json"), "json"),),
        names=False,
        fail_on=Severity.HIGH,
        exit_zero=True,
        timeout=12.5,
        builtin_only=True,
        plain=True,
        quiet=True,
        verbose=True,
        place="shared",
        since_file=Path("/run/somebody"),
        plugins=("visitor-badges",) if system else None,
        accepted=(
            Accepted(
                "saved-passwords",
                "saving-offered",
                None,
                None,
                None,
                "The policy comes next month.",
                date(2026, 12, 31),
            ),
            Accepted(
                "browsing-data",
                None,
                "firefox",
                None,
                "locked",
                "The desk's own profile.",
                date(2027, 1, 31),
            ),
        ),
    )


def test_the_environment_sets_every_option(tmp_path: Path) -> None:
    environ = {
        "HYGIENE_ROOT": "/mnt",
        "HYGIENE_PLATFORM": "windows",
        "HYGIENE_USER": "alice, benoît",
        "HYGIENE_ONLY": "saved-passwords,saved-cards",
        "HYGIENE_SKIP": "browsing-data",
        "HYGIENE_SINCE": "session",
        "HYGIENE_OWN_COMPUTER": "yes",
        "HYGIENE_FORMAT": "markdown",
        "HYGIENE_OUTPUT": "a b.json:c.md",
        "HYGIENE_LANG": "fr-FR",
        "HYGIENE_NAMES": "0",
        "HYGIENE_FAIL_ON": "low",
        "HYGIENE_EXIT_ZERO": "1",
        "HYGIENE_TIMEOUT": "5",
        "HYGIENE_BUILTIN_ONLY": "on",
        "HYGIENE_PLAIN": "TRUE",
        "HYGIENE_QUIET": "true",
        "HYGIENE_VERBOSE": "no",
    }
    assert {"HYGIENE_" + key.upper() for key in schema.SPOKEN} == {
        *environ,
        "HYGIENE_ALL_USERS",
    }
    found = options({}, surroundings(tmp_path, environ=environ))
    assert found._replace(said_at={}) == Options(
        lang="fr",
        root=Path("/mnt"),
        platform="windows",
        users=("alice", "benoît"),
        only=("saved-passwords", "saved-cards"),
        skip=("browsing-data",),
        since="session",
        own_computer=True,
        format="markdown",
        outputs=(Output(Path("a b.json"), "json"), Output(Path("c.md"), "markdown")),
        names=False,
        fail_on=Severity.LOW,
        exit_zero=True,
        timeout=5.0,
        builtin_only=True,
        plain=True,
        quiet=True,
        verbose=False,
    )


def test_the_louder_voice_wins(tmp_path: Path) -> None:
    def heard(**voices: str) -> float:
        arguments = {"timeout": voices["given"]} if "given" in voices else {}
        environ = {"HYGIENE_TIMEOUT": voices["environ"]} if "environ" in voices else {}
        system, user = (
            f"[check]\ntimeout = {voices[key]}" if key in voices else None
            for key in ("system", "user")
        )
        folder = tmp_path / str(len(voices))
        folder.mkdir(exist_ok=True)
        return options(arguments, surroundings(folder, system, user, environ)).timeout

    assert heard(system="1") == 1
    assert heard(system="1", user="2") == 2
    assert heard(system="1", user="2", environ="3") == 3
    assert heard(system="1", user="2", environ="3", given="4") == 4


def test_an_empty_variable_says_nothing(tmp_path: Path) -> None:
    assert options({}, surroundings(tmp_path, environ={"HYGIENE_FORMAT": ""})).format == "terminal"


def test_named_people_undo_everybody_said_less_loudly(tmp_path: Path) -> None:
    here = surroundings(tmp_path, "[check]\nall_users = true")
    assert options({}, here).all_users
    found = options({"user": ["alice"]}, here)
    assert (found.users, found.all_users) == (("alice",), False)


def test_the_keepers_own_computer_is_judged_as_ones_own(tmp_path: Path) -> None:
    assert options({}, surroundings(tmp_path, 'place = "own"')).own_computer
    assert not options({}, surroundings(tmp_path, 'place = "shared"')).own_computer


# --- public terminals and root --------------------------------------------------------------------


def test_a_public_terminal_hears_only_what_is_harmless(tmp_path: Path) -> None:
    here = surroundings(
        tmp_path,
        'place = "public-terminal"\n[check]\nskip = ["browsing-data"]',
        'lang = "fr"\nplain = true\nplace = "own"\nsince_file = "/tmp/mine"\n'
        '[check]\nskip = ["saved-passwords"]\n[[accepted]]\ncheck = "saved-passwords"\n'
        'kind = "password"\nwhy = "not yours to see"\nuntil = 2099-01-01',
        {"HYGIENE_FAIL_ON": "high", "HYGIENE_NAMES": "1", "HYGIENE_TIMEOUT": "nonsense"},
    )
    assert options({}, here)._replace(said_at={}) == Options(
        lang="fr",
        plain=True,
        skip=("browsing-data",),
        place="public-terminal",
        ignored=(
            *("accepted", "check", "place", "since_file"),
            *("HYGIENE_NAMES", "HYGIENE_FAIL_ON", "HYGIENE_TIMEOUT"),
        ),
    )
    # The person who is there now speaks on the command line, and is heard.
    assert options({"fail_on": "low"}, here).fail_on is Severity.LOW


def test_on_a_public_terminal_the_previous_persons_broken_file_stops_nobody(
    tmp_path: Path,
) -> None:
    here = surroundings(tmp_path, 'place = "public-terminal"', "nonsense")
    assert options({}, here).ignored == (str(here.user_file),)


@pytest.mark.parametrize(
    ("user", "environ"),
    [
        (None, {"HYGIENE_LANG": "klingon"}),
        (None, {"HYGIENE_PLAIN": "perhaps"}),
        ('lang = "klingon"', {}),
    ],
)
def test_nor_does_what_they_said_wrong(
    user: str | None, environ: dict[str, str], tmp_path: Path
) -> None:
    found = options({}, surroundings(tmp_path, 'place = "public-terminal"', user, environ))
    assert (found.lang, found.plain) == ("en", False)
    assert len(found.ignored) == 1


def test_a_person_cannot_lift_the_rules_of_a_public_terminal(tmp_path: Path) -> None:
    here = surroundings(tmp_path, 'place = "public-terminal"', 'place = "shared"')
    assert options({}, here).place == "public-terminal"


def test_root_reads_the_keepers_file_only_and_hears_its_environment(tmp_path: Path) -> None:
    here = surroundings(
        tmp_path,
        "[check]\ntimeout = 7",
        'lang = "fr"\n[check]\nskip = ["saved-passwords"]',
        {"HYGIENE_FORMAT": "json"},
        privileged=True,
    )
    assert options({}, here)._replace(said_at={}) == Options(
        lang="en", timeout=7.0, format="json", plugins=()
    )


def test_root_loads_the_plugins_that_the_keeper_names(tmp_path: Path) -> None:
    here = surroundings(tmp_path, '[plugins]\nallow = ["visitor-badges"]', privileged=True)
    assert options({}, here).plugins == ("visitor-badges",)


# --- what is refused ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("lang = \n", 1, "column 8, this is not valid TOML"),
        ('lang = "fr"\n[check]\nonly = ["a"', 3, "not valid TOML"),
        ('lang = "fr"\n\nlanguage = "fr"', 3, 'unknown setting "language"'),
        ('[check]\nonly = ["x"]\nfail-on = "high"', 3, 'unknown setting "fail-on"'),
        ("[check.only]\nx = 1", 1, "only needs a list of texts"),
        ("\n[chek]\n", 2, 'unknown setting "chek"'),
        ("[check]\nonly = 'saved-passwords'", 2, "only needs a list"),
        ("[check]\nverbose = 1", 2, "verbose is set to true or false"),
        ("[check]\ntimeout = true", 2, "timeout needs a number"),
        ("[check]\ntimeout = -1", 2, "above zero"),
        ("[check]\ntimeout = inf", 2, "timeout needs a number"),
        ("[check]\ntimeout = nan", 2, "timeout needs a number"),
        (f"[check]\ntimeout = 1{'0' * 400}", 2, "timeout needs a number"),
        (f"[check]\ntimeout = 1{'0' * 5000}", 1, "a number that is too long"),
        ('[check]\n\nfail_on = "severe"', 3, '"severe" is not a choice'),
        ('[check]\nformat = "xml"', 2, '"xml" is not a choice'),
        ('[check]\nformat = "html"', 2, '"html" is not offered yet'),
        ('[check]\nsince = "yesterday"', 2, '"yesterday" is not a moment'),
        ('[check]\nsince = "2027-01-01"', 2, "is in the future"),
        ('[check]\noutput = ["report.json"]', 2, "needs a full path"),
        ('[check]\noutput = ["/tmp/report.pdf"]', 2, '"report.pdf" does not tell which format'),
        ('[check]\nplatform = "windows"', 2, "only goes with --root"),
        ('[check]\nuser = ["a"]\nall_users = true', 3, "choose between named people"),
        ('lang = "de"', 1, '"de" is not a choice'),
        ('place = "kiosk"', 1, '"kiosk" is not a choice'),
        ("check = 3", 1, "written as a table"),
        ("[accepted]\nwhy = 'x'", 1, "written [[accepted]]"),
        ("accepted = [1]", 1, "written [[accepted]]"),
        ("[[accepted]]\ncheck = 'saved-passwords'\nkind = 'password'", 1, "why is missing"),
        (
            "# rows\n[[accepted]]\ncheck='saved-passwords'\nkind='password'\nwhy='x'\n"
            "until=2027-01-01\n[[accepted]]\ncheck='saved-passwords'\nkind='password'\nwhy='x'",
            7,
            "until is missing",
        ),
        (
            "[[accepted]]\ncheck='saved-passwords'\nkind='password'\nwhy='x'\nuntil='soon'",
            5,
            "until needs a date",
        ),
        (
            "[[accepted]]\ncheck='saved-passwords'\nkind='password'\nwhy='x'\nuntil=2026-02-30",
            5,
            "not valid TOML",
        ),
        (
            "[[accepted]]\ncheck='x'\nkind='x:y'\nwhy='x'\nuntil=2026-02-03T10:00:00",
            5,
            "until needs a date",
        ),
        (
            "[[accepted]]\ncheck='saved-passwords'\nkind='cookie'\nwhy='x'\nuntil=2027-01-01",
            3,
            'does not count "cookie". It counts: password',
        ),
        (
            "[[accepted]]\ncheck='browsing-data'\nwhy='x'\nuntil=2027-01-01",
            2,
            "kind (or reason) is missing",
        ),
        (
            "[[accepted]]\ncheck='browsing-data'\nreason='lazy'\nwhy='x'\nuntil=2027-01-01",
            3,
            '"lazy" is not a choice',
        ),
    ],
)
@pytest.mark.parametrize("whose", ["system", "user"])
def test_a_wrong_file_is_told_with_its_line_and_why(
    text: str, line: int, words: str, whose: str, tmp_path: Path
) -> None:
    keeper = whose == "system"
    here = surroundings(tmp_path, text if keeper else None, None if keeper else text)
    with pytest.raises(UsageError) as error:
        options({}, here)
    told = refused(error.value)
    file = here.system_file if whose == "system" else here.user_file
    assert f"{file}, line {line}: " in told
    assert words in told
    assert "\n" not in told


def test_only_the_keeper_lets_plugins_in(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as error:
        options({}, surroundings(tmp_path, user="[plugins]\nallow = ['x']"))
    assert "line 2: allow can only be set in the file of the whole computer" in refused(error.value)


def test_a_text_that_is_not_utf_8_is_told_with_its_line(tmp_path: Path) -> None:
    here = surroundings(tmp_path, "")
    here.system_file.write_bytes(b'# ok\n# caf\xe9\nlang = "fr"')
    with pytest.raises(UsageError) as error:
        options({}, here)
    assert f"{here.system_file}, line 2: the text is not UTF-8" in refused(error.value)


def test_the_mark_that_windows_puts_first_does_not_matter(tmp_path: Path) -> None:
    here = surroundings(tmp_path, "")
    here.system_file.write_bytes(b'\xef\xbb\xbflang = "fr"\r\n')
    assert options({}, here).lang == "fr"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"lang": "de"}, '--lang: "de" is not a choice. There are: fr, en.'),
        ({"format": "xml"}, '--format: "xml" is not a choice. There are: terminal, json, jsonl'),
        ({"format": "html"}, '--format: "html" is not offered yet. There are: terminal'),
        ({"format": "prometheus"}, '"prometheus" is not offered yet'),
        ({"output": ["r.html"]}, '--output: ".html" is not offered yet. There are: .json, .jsonl'),
        ({"output": ["r.prom"]}, '".prom" is not offered yet'),
        ({"output": ["r.txt"]}, '"r.txt" does not tell which format to write'),
        ({"output": ["report"]}, '"report" does not tell which format'),
        ({"output": ["~.json", ""]}, "--output needs a list of texts"),
        ({"timeout": "soon"}, "--timeout needs a number of seconds"),
        ({"timeout": "0"}, "--timeout needs a number of seconds above zero"),
        ({"timeout": "nan"}, "--timeout needs a number"),
        (
            {"fail_on": "severe"},
            '--fail-on: "severe" is not a choice. There are: info, low, medium',
        ),
        ({"platform": "linux"}, "--platform only goes with --root"),
        ({"root": "/", "platform": "beos"}, '--platform: "beos" is not a choice'),
        ({"since": "lunch"}, '--since: "lunch" is not a moment. For example: session, 2h'),
        ({"user": ["a"], "all_users": True}, "--all-users: choose between"),
    ],
)
def test_a_wrong_option_is_told_by_its_name(
    given: dict[str, object], words: str, tmp_path: Path
) -> None:
    with pytest.raises(UsageError) as error:
        options(given, surroundings(tmp_path))
    assert words in refused(error.value)


def test_a_wrong_variable_is_told_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as error:
        options({}, surroundings(tmp_path, environ={"HYGIENE_PLAIN": "perhaps"}))
    assert refused(error.value) == "hygiene: HYGIENE_PLAIN is set to true or false."


def test_the_schema_names_every_option() -> None:
    fields = set(Options._fields)
    renamed = {"user": "users", "output": "outputs"}
    spoken = {renamed.get(key, key) for key in schema.SPOKEN}
    assert fields - spoken == {
        *("place", "accepted", "since_file", "plugins", "ignored", "said_at", "services"),
        *("trusted_networks", "allowed_programs", "identity"),
    }


def test_moments_in_a_file_are_read_at_the_runs_own_moment(tmp_path: Path) -> None:
    found = options({}, surroundings(tmp_path, "[check]\nsince = '30m'"))
    assert isinstance(found.since, datetime)
    assert re.fullmatch("0:30:00", str(NOW - found.since))


def test_trusted_networks_of_both_files_are_heard(tmp_path: Path) -> None:
    wifi = '[wifi]\ntrusted = ["{}"]\n'
    here = surroundings(tmp_path, system=wifi.format("Biblio"), user=wifi.format("chez moi"))
    assert options({}, here).trusted_networks == ("Biblio", "chez moi")


def test_on_a_public_terminal_only_the_keeper_vouches_for_networks(tmp_path: Path) -> None:
    system = 'place = "public-terminal"\n[wifi]\ntrusted = ["Biblio"]\n'
    here = surroundings(tmp_path, system=system, user='[wifi]\ntrusted = ["piège"]\n')
    assert options({}, here).trusted_networks == ("Biblio",)


def test_who_is_talked_into_it_does_not_allow_remote_control(tmp_path: Path) -> None:
    allowed = '[remote-access]\nallowed = ["anydesk"]\n'
    assert options({}, surroundings(tmp_path, system=allowed)).allowed_programs == ("anydesk",)
    with pytest.raises(UsageError) as caught:
        options({}, surroundings(tmp_path, system="", user=allowed))
    assert caught.value.text == "system-only"
