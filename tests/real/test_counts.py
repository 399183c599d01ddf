"""Every number of the report is the truth, in each state a real browser may be left in."""

from __future__ import annotations

import pytest

from .checking import check
from .families import FAMILIES
from .homes import Home
from .params import EVERY_HOME
from .plan import OTHER_PERSON

pytestmark = pytest.mark.real


@pytest.mark.parametrize("home", EVERY_HOME, indirect=True)
def test_every_count_equals_the_truth(home: Home) -> None:
    checked = check(home.folder)
    differences = {
        profile: truth.differences(checked.truth(truth, home.browser, profile))
        for profile, truth in home.truths.items()
    }
    assert not any(differences.values()), differences
    assert not checked.unreadable


@pytest.mark.parametrize("home", EVERY_HOME, indirect=True)
def test_the_cache_is_counted_to_the_last_file(home: Home) -> None:
    family = FAMILIES[home.browser]
    with home.still():
        checked = check(home.folder)
        for profile in home.truths:
            files = family.cache_files(home.folder, profile)
            size = sum(file.stat().st_size for file in files)
            assert checked.cache(home.browser, profile) == (len(files), size)


@pytest.mark.parametrize("home", EVERY_HOME, indirect=True)
def test_no_secret_reaches_the_report(home: Home) -> None:
    text = check(home.folder).text
    told = [secret for plan in (*home.runs, OTHER_PERSON) for secret in plan.secrets]
    assert not [secret for secret in told if secret in text]
