"""Fixtures of the suite that drives real browsers."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest

from .homes import Home, Homes
from .process import find_browser
from .workshop import Workshop, open_workshop


@pytest.fixture(scope="session")
def workshop() -> Iterator[Workshop]:
    """The site and the folder of the whole suite."""
    for command in ("openssl",):
        if not shutil.which(command):
            cannot_run(f"no {command} command")
    with open_workshop() as opened:
        yield opened


@pytest.fixture(scope="session")
def homes(workshop: Workshop, request: pytest.FixtureRequest) -> Iterator[Homes]:
    """The builder of homes; what the collected tests will ask for is built side by side."""
    wanted = {
        (browser, state)
        for item in request.session.items
        if (call := getattr(item, "callspec", None)) and "home" in call.params
        for browser, state in [call.params["home"]]
        if find_browser(browser)
    }
    built = Homes(workshop, wanted)
    try:
        yield built
    finally:
        built.end()


@pytest.fixture
def home(request: pytest.FixtureRequest, homes: Homes) -> Home:
    """One home, asked for by (browser, state) through indirect parametrization."""
    browser, state = request.param
    need_browser(browser)
    return homes.get(browser, state)


def need_browser(name: str) -> None:
    """Go on only where this browser is installed."""
    if not find_browser(name):
        cannot_run(f"no {name} here")


def cannot_run(why: str) -> None:
    """Skip, or fail where the suite is demanded (HYGIENE_MUST_RUN holds `real`)."""
    if "real" in os.environ.get("HYGIENE_MUST_RUN", ""):
        pytest.fail(f"the real suite must run: {why}")
    pytest.skip(why)
