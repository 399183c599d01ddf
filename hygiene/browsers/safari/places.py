"""Where Safari keeps the files of a profile: paths below the home's Library."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from hygiene.browsers.profile import Profile
from hygiene.errors import CannotLook, NotHere

#: Where everything was, and History.db and the property lists still are (VERIFIED in
#: HackBrowserData safari/source.go and mac_apt safari.py, 2026).
OPEN = "Safari"
#: The sandbox's own Library: cookies, site data, tabs and profiles (VERIFIED, same sources).
CONTAINER = "Containers/com.apple.Safari/Data/Library"
INSIDE = f"{CONTAINER}/Safari"
#: One folder for each profile but the main one, named by a UUID; since Safari 17 (2023).
PROFILES = f"{INSIDE}/Profiles"
#: What sites keep for each of those profiles, by the same UUID in lower case.
STORES = f"{CONTAINER}/WebKit/WebsiteDataStore"
#: The same for the main profile, and for everything until Safari 16.
MAIN_STORE = f"{CONTAINER}/WebKit/WebsiteData"

UUID = re.compile(r"[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}", re.ASCII)


def uuid(profile: Profile) -> str | None:
    """What Safari calls a profile, in upper case; None for the main one."""
    return None if profile.folder == "." else profile.folder.rpartition("/")[2].upper()


def store(profile: Profile) -> str:
    """The folder of what sites keep in one of the profiles that are not the main one."""
    return f"{STORES}/{(uuid(profile) or '').lower()}"


def must_be_main(profile: Profile) -> None:
    """Raise NotHere for another profile: what all of them share is told of the main one."""
    if uuid(profile) is not None:
        raise NotHere


def owns(profile: Profile, name: object) -> bool:
    """Whether something is this profile's, by the UUID that Safari notes beside it.

    What is noted as anybody else's ("DefaultProfile", a profile that is gone, nothing) is the main
    one's: it would be seen of no other.
    """
    owner = name.upper() if isinstance(name, str) else ""
    own = uuid(profile)
    if own is not None:
        return owner == own
    return all(owner != uuid(each) for each in profile.installation.profiles)


def files(profile: Profile, name: str) -> Iterator[str]:
    """The places of a file that Safari keeps beside its history."""
    own = uuid(profile)
    names = (f"{OPEN}/{name}", f"{INSIDE}/{name}") if own is None else (f"{PROFILES}/{own}/{name}",)
    return each_once(profile, names)


def shared(profile: Profile, name: str) -> Iterator[str]:
    """The places of a file that all profiles have in common."""
    return each_once(profile, (f"{OPEN}/{name}", f"{INSIDE}/{name}"))


def each_once(profile: Profile, names: Iterable[str]) -> Iterator[str]:
    """Those of `names` that are there; a file with two names (a link) once.

    What cannot be looked at is among them: whoever reads it tells why.
    """
    met = set()
    for name in names:
        try:
            identity = profile.tree.stat(profile.at(name)).identity
        except NotHere:
            continue
        except CannotLook:
            yield name
            continue
        if identity not in met:
            met.add(identity)
            yield name
