"""Files of Firefox that keep saved logins after they were deleted: counted by their dates."""

from __future__ import annotations

from hygiene.browsers.copies import copies
from hygiene.browsers.firefox.logins import DATABASE, JSON, OLD, of_json, of_old
from hygiene.browsers.profile import Profile
from hygiene.errors import CannotLook, NotHere
from hygiene.tally import Tally

#: What logins.json was before it was last written: it keeps the login that was deleted last, until
#: the next one is saved, changed or deleted; with the last login of all it goes (measured, 153).
BACKUP = "logins-backup.json"
#: JSONFile.sys.mjs moves a store that it cannot read to `logins.json.corrupt`; before Firefox 3.5
#: the store was signons3.txt, signons2.txt, signons.txt (recalled).
_STARTS = ("logins", "signons")


def leftover_copies(profile: Profile) -> Tally:
    """Files that keep logins which the browser no longer shows, by their last change."""
    current = profile.tree.is_file(profile.at(JSON))
    own = {JSON, DATABASE} if current else {JSON, DATABASE, OLD}

    def holds_logins(name: str) -> bool:
        if name == BACKUP:
            kept = {login.guid for login in of_json(profile, BACKUP) if not login.browsers_own}
            return not kept <= _shown(profile)
        return bool(of_old(profile)) if name == OLD else True

    return copies(profile, _STARTS, own, holds_logins)


def _shown(profile: Profile) -> set[str]:
    try:
        return {login.guid for login in of_json(profile)}
    except (NotHere, CannotLook):
        return set()
