"""The homes a test may ask for, as parameters of the fixture `home`."""

from __future__ import annotations

import pytest

from .families import FAMILIES
from .homes import STATES

EVERY_HOME = [
    pytest.param((browser, state), id=f"{browser} {state}")
    for browser in FAMILIES
    for state in STATES
]
