"""The services that settings files add, change, or describe wrongly."""

from __future__ import annotations

from pathlib import Path

import pytest

from hygiene.commandline.usage import sentence
from hygiene.config.options import options
from hygiene.errors import UsageError
from hygiene.services.catalogue import Mark, Service, built_in, services
from hygiene.services.matching import Matcher
from tests.settings import surroundings

LIBRARY = """
[[services]]
id = "library"
name = "Médiathèque"
hosts = ["compte.bourg.example"]
"""


def added(folder: Path, system: str | None = None, user: str | None = None) -> tuple[Service, ...]:
    return options({}, surroundings(folder, system, user)).services


def test_without_rows_nothing_is_added(tmp_path: Path) -> None:
    assert added(tmp_path, "place = 'shared'") == ()


def test_a_row_says_everything_of_a_service(tmp_path: Path) -> None:
    text = LIBRARY + (
        'category = "library"\ndomains = ["Bourg.example.", "évry.example"]\n'
        'session_cookies = ["S*", "T@.Bourg.example"]\ntrust_cookies = ["D@compte.bourg.example"]\n'
        'anonymous_cookies = ["A"]\naccount_paths = ["/prets"]\nlogout_paths = ["/quitter"]\n'
        'secret_word = "code"\nlogout_where = "Quitter"\n'
        'official_address = "https://compte.bourg.example/"\n'
        'documents = "reçus"\nnext_person = "Vos prêts."\n'
    )
    (found,) = added(tmp_path, text)
    assert found == Service(
        id="library",
        name={"fr": "Médiathèque", "en": "Médiathèque"},
        category="library",
        hosts=("compte.bourg.example",),
        domains=("bourg.example", "xn--vry-9la.example"),
        session=(Mark("S*"), Mark("T", ".bourg.example")),
        trusted=(Mark("D", "compte.bourg.example"),),
        anonymous=(Mark("A"),),
        account_paths=("/prets",),
        logout_paths=("/quitter",),
        confidence="high",
        secret_word={"fr": "code", "en": "code"},
        logout_where={"fr": "Quitter", "en": "Quitter"},
        official_address="https://compte.bourg.example/",
        documents={"fr": "reçus", "en": "reçus"},
        next_person={"fr": "Vos prêts.", "en": "Vos prêts."},
    )


def test_little_is_needed_and_the_hosts_are_the_domains(tmp_path: Path) -> None:
    (found,) = added(tmp_path, LIBRARY)
    assert found.domains == ("compte.bourg.example",)
    assert (found.category, found.confidence, found.session) == ("added", "none", ())
    assert Matcher(services([found])).of_host("x.compte.bourg.example") is found


@pytest.mark.parametrize("host", ["intranet", "localhost", "192.168.1.10", "pc_1.local"])
def test_a_host_of_the_house_may_have_a_short_name(host: str, tmp_path: Path) -> None:
    (found,) = added(tmp_path, LIBRARY.replace("compte.bourg.example", host))
    assert Matcher([found]).of_host(host) is found


def test_a_row_changes_what_it_says_of_a_known_service_and_nothing_else(tmp_path: Path) -> None:
    (found,) = added(tmp_path, '[[services]]\nid = "caf"\nsession_cookies = ["CAFSESSION"]')
    assert found == built_in()["caf"]._replace(session=(Mark("CAFSESSION"),), confidence="high")


def test_a_row_may_withdraw_the_cookies_of_a_known_service(tmp_path: Path) -> None:
    (found,) = added(tmp_path, '[[services]]\nid = "impots"\nsession_cookies = []')
    assert (found.session, found.confidence) == ((), "none")


def test_a_new_host_of_a_known_service_is_in_its_domains(tmp_path: Path) -> None:
    (found,) = added(tmp_path, '[[services]]\nid = "caf"\nhosts = ["caf.example", "x.caf.fr"]')
    assert found.domains == ("caf.fr", "caf.example")


def test_the_person_adds_to_what_the_keeper_says(tmp_path: Path) -> None:
    mine = '[[services]]\nid = "library"\nlogout_where = "Quitter"\n'
    other = mine.replace("library", "other") + 'name = "x"\nhosts = ["y.example"]'
    found = added(tmp_path, LIBRARY, mine + other)
    assert [service.id for service in found] == ["library", "other"]
    assert found[0].hosts == ("compte.bourg.example",)
    assert found[0].logout_where == {"fr": "Quitter", "en": "Quitter"}


def test_on_a_public_terminal_only_the_keeper_adds(tmp_path: Path) -> None:
    here = surroundings(tmp_path, 'place = "public-terminal"' + LIBRARY, LIBRARY.replace("b", "c"))
    found = options({}, here)
    assert [service.id for service in found.services] == ["library"]
    assert found.ignored == ("services",)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("[services]\nid = 'x'", 1, "services is written [[services]]"),
        ("[[services]]\nname = 'x'", 1, "in [[services]], id is missing"),
        (
            "\n[[services]]\nid = 'new'\nhosts = ['x.example']",
            3,
            "in [[services]], name is missing",
        ),
        ("[[services]]\nid = 'new'\nname = 'X'", 2, "in [[services]], hosts is missing"),
        (
            "[[services]]\nid = 'new'\nname = 'X'\nhosts = []",
            2,
            "in [[services]], hosts is missing",
        ),
        ("[[services]]\nid = 3", 2, "id needs a text"),
        (LIBRARY + "cookies = ['x']", 6, 'unknown setting "cookies"'),
        (LIBRARY + "session_cookies = 'x'", 6, "session_cookies needs a list"),
        (LIBRARY.replace("library", "Ma ville"), 3, 'id: "Ma ville" will not do'),
        (LIBRARY + LIBRARY, 8, 'id: "library" is described above already'),
        (LIBRARY.replace("compte.", "https://"), 5, '"https://bourg.example" is not the name of a'),
        (LIBRARY.replace("compte.", "*."), 5, '"*.bourg.example" is not the name of a site'),
        (LIBRARY.replace("compte.bourg.example", "gouv.fr"), 5, 'hosts: "gouv.fr" is shared by'),
        (LIBRARY + "domains = ['github.io']", 6, 'domains: "github.io" is shared by many sites'),
        (LIBRARY + "domains = ['fr']", 6, 'domains: "fr" is shared by many sites'),
        (LIBRARY + "session_cookies = ['a b']", 6, '"a b" is not the name of a cookie'),
        (LIBRARY + "session_cookies = ['a*b']", 6, '"a*b" is not the name of a cookie'),
        (LIBRARY + "session_cookies = ['*']", 6, '"*" is not the name of a cookie'),
        (LIBRARY + "trust_cookies = ['@bourg.example']", 6, '"" is not the name of a cookie'),
        (LIBRARY + "trust_cookies = ['a@ameli.fr']", 6, '"ameli.fr" is neither in hosts nor in'),
        (LIBRARY + "anonymous_cookies = ['a@.']", 6, '"." is neither in hosts nor in domains'),
        (LIBRARY + "account_paths = ['prets']", 6, '"prets" is not the beginning of a path'),
        (LIBRARY + "logout_paths = ['/']", 6, '"/" is not the beginning of a path'),
        (LIBRARY + "official_address = 'compte.bourg.example'", 6, "is not an address of this"),
        (LIBRARY + "official_address = 'https://evil.com/'", 6, "is not an address of this"),
        (LIBRARY + "official_address = 'javascript://compte.bourg.example/'", 6, "not an address"),
        (
            LIBRARY + "official_address = 'https://compte.bourg.example@evil.com/'",
            6,
            "not an address",
        ),
        (
            LIBRARY + "official_address = 'https://evil.com\\@compte.bourg.example/'",
            6,
            "not an address",
        ),
        (LIBRARY + "official_address = 'https://['", 6, "is not an address of this service"),
        (
            "[[services]]\nid = 'ameli'\ndomains = ['example.fr']",
            2,
            'official_address: "https://www.ameli.fr/" is not an address of this service',
        ),
    ],
)
@pytest.mark.parametrize("whose", ["system", "user"])
def test_a_wrong_row_is_told_with_its_line_and_why(
    text: str, line: int, words: str, whose: str, tmp_path: Path
) -> None:
    keeper = whose == "system"
    here = surroundings(tmp_path, text if keeper else None, None if keeper else text)
    with pytest.raises(UsageError) as error:
        options({}, here)
    told = sentence(error.value, "en")
    assert f"{here.system_file if keeper else here.user_file}, line {line}: " in told
    assert words in told
    assert "\n" not in told
    assert sentence(error.value, "fr").startswith("hygiene\u00a0: ")
