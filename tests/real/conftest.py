"""Fixtures of the suite that drives real browsers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .demands import need_browser, need_command
from .homes import Home, Homes
from .process import find_browser
from .workshop import Workshop, open_workshop


@pytest.fixture(scope="session")
def workshop() -> Iterator[Workshop]:
    """The site and the folder of the whole suite."""
    need_command("openssl")
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
