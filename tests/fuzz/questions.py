"""Profiles of the three families in a folder, and everything that checks ask of one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from hygiene.browsers.policies import must_be_governable
from hygiene.browsers.profile import Installation, Profile
from hygiene.browsers.protections import unprotected
from hygiene.browsers.safari.readers import READERS
from hygiene.clock import Clock, Deadline
from hygiene.filesystem import open_tree
from hygiene.lookalike.sites import look_alikes
from hygiene.machine import Home, Machine
from hygiene.services.judging import sessions
from tests.browsers import profiles
from tests.fuzz.parser import every

CHROMIUM, FIREFOX, LIBRARY = "chromium/Default", "firefox/a.default", "Users/alice/Library"
#: In a session, and since a while ago: dates are compared in all the ways that there are.
_CLOCK = Clock(profiles.NOW, session=profiles.SESSION, since=profiles.MORNING)


def of_settings(profile: Profile) -> Iterator[object]:
    """What the settings of a browser, its lists of extensions and the keeper's policies tell."""
    yield from every(
        profile.passwords,
        profile.login_hosts,
        profile.never_saved_sites,
        profile.saving_offered,
        profile.leftover_copies,
        profile.payment_cards,
        profile.addresses,
        profile.notification_permissions,
        profile.account,
        profile.extensions,
        profile.exit_clearing,
        profile.session_survives,
        lambda: unprotected(_governed(profile.installation)),
    )


def of_traces(profile: Profile) -> Iterator[object]:
    """What the databases and lists of a browser tell."""
    yield from every(
        profile.passwords,
        profile.never_saved_sites,
        profile.payment_cards,
        profile.ibans,
        profile.addresses,
        profile.form_entries,
        profile.identity_numbers,
        profile.visited_pages,
        profile.download_records,
        profile.cookies,
        profile.open_tabs,
        profile.site_storage,
        profile.notification_permissions,
        profile.installation.hidden_history,
        lambda: sessions(profile, "open-session"),
        lambda: sessions(profile, "visited-service"),
        lambda: look_alikes(profile),
    )


def chromium(base: Path) -> Profile:
    """The Chromium profile below `base`."""
    return _alone(profiles.chromium(base / CHROMIUM, _CLOCK))


def firefox(base: Path) -> Profile:
    """The Firefox profile below `base`."""
    return _alone(profiles.firefox(base / FIREFOX, _CLOCK))


def safari(base: Path) -> Profile:
    """The main profile of Safari on the Mac's disk that `base` is."""
    tree, now = open_tree(base, fold=True), profiles.NOW
    machine = Machine("macos", False, Deadline.after(60), now, system=tree, clock=_CLOCK)
    home = Home(machine, "alice", tree, "Users/alice", clock=_CLOCK)
    return _alone(Profile(Installation(home, "safari", "safari", "native", LIBRARY, READERS), "."))


#: What a machine remembers that is the same for all of them, and half of the time of a look.
_SAME = ("matcher of services", "pages of services")
_REMEMBERED: dict[str, object] = {}


def _alone(profile: Profile) -> Profile:
    installation = profile.installation
    installation.profiles = (profile,)
    once = installation.home.machine.once
    if not _REMEMBERED:
        list(sessions(Profile(installation, profile.folder), "open-session"))
        _REMEMBERED.update({name: once(name, dict) for name in _SAME})
    for name, value in _REMEMBERED.items():
        once(name, lambda value=value: value)  # type: ignore[misc]
    return profile


def _governed(installation: Installation) -> Installation:
    must_be_governable(installation)
    return installation
