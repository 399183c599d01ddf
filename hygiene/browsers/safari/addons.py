"""Sites that Safari lets push notifications; of its extensions only that they are not read yet."""

from __future__ import annotations

from collections.abc import Iterator

from hygiene.browsers.extensions import Extensions
from hygiene.browsers.hosts import host_of
from hygiene.browsers.profile import Profile
from hygiene.browsers.safari.places import CONTAINER, each_once, must_be_main, shared
from hygiene.errors import CannotLook, NotHere, Reason
from hygiene.filesystem.plistfile import date_of
from hygiene.tally import Item, Tally, tallied

#: For all profiles: site -> {"Permission": 1, "Date Added": …} (RECALLED, 2026).
SOURCE = "UserNotificationPermissions.plist"
_GRANTED = 1
#: Two sorts, below the container and before it (RECALLED, 2026). What each may read lies in the
#: programs that bring them.
_EXTENSIONS = tuple(
    f"{above}Safari/{sort}/Extensions.plist"
    for above in (f"{CONTAINER}/", "")
    for sort in ("AppExtensions", "WebExtensions")
)


def notification_permissions(profile: Profile) -> Tally:
    """Sites with a granted permission."""
    must_be_main(profile)
    return tallied(
        *(
            (SOURCE, lambda n=n: Tally.of(_granted(profile, n), profile.clock))
            for n in shared(profile, SOURCE)
        )
    )


def _granted(profile: Profile, name: str) -> Iterator[Item]:
    for site, row in profile.plist(name).items():
        if isinstance(row, dict) and row.get("Permission") == _GRANTED:
            address = site if "://" in site else f"https://{site}"
            yield Item(date_of(row.get("Date Added")), host_of(address))


def extensions(profile: Profile) -> Extensions:
    """Never a number: which extensions there are is told by the programs that bring them.

    Raises:
        NotHere: Safari has no list of them.
        CannotLook: UNSUPPORTED where it has one.
    """
    must_be_main(profile)
    for _ in each_once(profile, _EXTENSIONS):
        raise CannotLook(Reason.UNSUPPORTED, "Extensions.plist")
    raise NotHere
