"""Services where somebody is probably still logged in, and what else tells of them."""

from __future__ import annotations

from hygiene.api import Answer, Iterator, Profile, check, services_left


@check("open-sessions", kind="open-session", looks_at=Profile)
def open_sessions(profile: Profile) -> Iterator[Answer]:
    """Accounts that open by themselves, by the names and dates of cookies; no value is read."""
    yield from services_left(profile, "open-session")


@check("open-sessions", kind="trusted-device", looks_at=Profile)
def trusted_devices(profile: Profile) -> Iterator[Answer]:
    """Cookies that spare the next person the one-time code."""
    yield from services_left(profile, "trusted-device")


@check("open-sessions", kind="visited-service", looks_at=Profile)
def visited_services(profile: Profile) -> Iterator[Answer]:
    """Services with traces, and no sign of a log-in."""
    yield from services_left(profile, "visited-service")
