"""Sites that may push notifications: most of the advertising that pops up comes from there."""

from __future__ import annotations

from hygiene.api import Answer, Iterator, Profile, check, found


@check("notification-spam", kind="notification-permission", looks_at=Profile)
def notification_permissions(profile: Profile) -> Iterator[Answer]:
    """Sites that somebody allowed; what the keeper allows is left out."""
    yield from found(profile.notification_permissions())
