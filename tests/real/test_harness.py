"""The harness itself: what was planned lies on the disk, and nothing outlives a browser."""

from __future__ import annotations

import socket

import browser_cookie3  # noqa: TID251 - an oracle: it reads the names of cookies its own way
import pytest

from .demands import cannot_run, need_browser
from .families import FAMILIES
from .firefox import find_profile
from .homes import CLOSED, RUNNING, Home, Homes
from .params import EVERY_HOME
from .plan import FIRST_DAY, OTHER_PERSON, SECOND_DAY, Plan
from .workshop import Workshop

pytestmark = pytest.mark.real


@pytest.mark.parametrize("plan", [FIRST_DAY, SECOND_DAY, OTHER_PERSON])
def test_every_host_with_cookies_or_storage_is_visited(plan: Plan) -> None:
    visited = {url.split("/")[2] for url in plan.pages}
    wanted = {cookie.host for cookie in plan.cookies} | set(plan.service_workers)
    wanted |= {host for host, _ in plan.local_storage + plan.indexed_db}
    assert wanted <= visited


@pytest.mark.parametrize("home", EVERY_HOME, indirect=True)
def test_the_oracle_finds_the_truth_on_the_disk(home: Home) -> None:
    family = FAMILIES[home.browser]
    with home.still():
        for profile, truth in home.truths.items():
            assert not truth.differences(family.read(home.folder, profile))


@pytest.mark.parametrize("home", [("firefox", CLOSED)], indirect=True)
def test_another_program_sees_the_same_lasting_cookies(home: Home) -> None:
    database = find_profile(home.folder, "usage") / "cookies.sqlite"
    seen = {(cookie.domain, cookie.name) for cookie in browser_cookie3.firefox(str(database))}
    assert seen == {
        (cookie.host, cookie.name) for cookie in FIRST_DAY.cookies if cookie.seconds is not None
    }


@pytest.mark.parametrize("browser", FAMILIES)
def test_a_killed_browser_leaves_no_process(homes: Homes, browser: str) -> None:
    need_browser(browser)
    family = FAMILIES[browser]
    home = homes.workshop.folder / f"{browser} to kill"
    (home / "Downloads").mkdir(parents=True)
    family.prepare(home, homes.workshop)
    running, _ = homes.start(family, home)
    assert len(running.process.members()) > 1
    running.kill()
    assert not running.process.members()


def test_a_missing_browser_is_a_failure_only_where_the_suite_is_demanded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HYGIENE_MUST_RUN", "windows")
    with pytest.raises(pytest.skip.Exception):
        cannot_run("why")
    monkeypatch.setenv("HYGIENE_MUST_RUN", "windows,real")
    with pytest.raises(pytest.fail.Exception, match="why"):
        cannot_run("why")


def test_the_proxy_leads_nowhere_else(workshop: Workshop) -> None:
    with socket.create_connection(("127.0.0.1", workshop.site.proxy_port), 5) as client:
        client.sendall(b"CONNECT www.example.com:443 HTTP/1.1\r\n\r\n")
        assert client.recv(100).startswith(b"HTTP/1.1 403")


@pytest.mark.parametrize("home", [("firefox", RUNNING)], indirect=True)
def test_a_frozen_browser_does_not_move(home: Home) -> None:
    assert home.running
    with home.still():
        assert set(home.running.process.members().values()) == {"T"}
    assert "T" not in home.running.process.members().values()
