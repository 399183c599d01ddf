"""The list of downloads of Safari: entries counted, no name and no address read."""

from __future__ import annotations

from hygiene.browsers.profile import Profile
from hygiene.browsers.safari.places import owns, shared
from hygiene.filesystem.jsonfile import objects
from hygiene.filesystem.plistfile import date_of
from hygiene.tally import Item, Tally, tallied

#: One list for all profiles; keys VERIFIED in mac_apt, HackBrowserData and a list of 2025.
SOURCE = "Downloads.plist"
_LIST = "DownloadHistory"
_PROFILE, _STARTED = "DownloadEntryProfileUUIDStringKey", "DownloadEntryDateAddedKey"


def download_records(profile: Profile) -> Tally:
    """Entries of this profile."""
    return tallied(*((SOURCE, lambda n=n: _look(profile, n)) for n in shared(profile, SOURCE)))


def _look(profile: Profile, name: str) -> Tally:
    entries = objects(profile.plist(name, (_LIST,)).get(_LIST))
    own = (entry for entry in entries if owns(profile, entry.get(_PROFILE)))
    return Tally.of((Item(date_of(entry.get(_STARTED))) for entry in own), profile.clock)
