"""What Firefox removes when it is closed, by preference or by policy."""

from __future__ import annotations

from collections.abc import Mapping

from hygiene.browsers.exit_clearing import CRASH, RESTORE, SYNC, WANTED, ExitClearing
from hygiene.browsers.exit_clearing import exit_clearing as clearing_of
from hygiene.browsers.firefox.account import account
from hygiene.browsers.firefox.exit_names import (
    DEFAULTS,
    JOINED,
    LIFETIME,
    MIGRATED,
    MIGRATED_HALFWAY,
    NEW,
    OLD,
    OTHER_DEFAULTS,
    PAGE,
    PRIVATE,
    SANITIZE,
)
from hygiene.browsers.firefox.exit_policies import Ruled, ruled
from hygiene.browsers.firefox.preferences import SOURCE, settings
from hygiene.browsers.profile import Profile
from hygiene.browsers.running import is_open
from hygiene.errors import CannotLook, NotHere

Values = Mapping[str, bool | int]

_CHECKPOINTS = "sessionCheckpoints.json"
#: The stage of a close that a kill leaves the file without (measured, 153).
_CLOSING = "profile-before-change"
_PREVIOUS, _SESSION_ONLY = 3, 2


def exit_clearing(profile: Profile) -> ExitClearing:
    """What goes when the browser is closed.

    Raises:
        NotHere: The profile was never started.
        CannotLook: The settings or the policies cannot be read.
    """
    try:
        chosen = settings(profile, *DEFAULTS)
    except CannotLook as cause:
        raise cause.at(SOURCE) from None
    rules = ruled(profile.installation)
    others = OTHER_DEFAULTS.get(profile.installation.browser, {})
    values = {**DEFAULTS, **others, **rules.usual, **chosen, **rules.locked}
    if values[PRIVATE]:
        return ExitClearing(WANTED)
    cleared = _cleared(values, rules)
    return clearing_of(
        cleared,
        {
            SYNC: lambda: account(profile).sync,
            # With the history Firefox removes the tabs of last time as well (measured, 153).
            RESTORE: lambda: values[PAGE] == _PREVIOUS and "history" not in cleared,
            CRASH: lambda: _crashed(profile),
        },
    )


def _cleared(values: Values, rules: Ruled) -> frozenset[str]:
    if not values[SANITIZE]:
        return frozenset({"cookies"} if values[LIFETIME] == _SESSION_ONLY else ())
    names = NEW if values[MIGRATED] or values[MIGRATED_HALFWAY] else OLD
    boxes = {kind: bool(values[name]) for kind, name in names.items()}
    if values[MIGRATED_HALFWAY] and not values[MIGRATED]:
        boxes |= {"history": bool(values[JOINED]), "forms": bool(values[JOINED])}
    # Firefox takes old boxes over at the close, but not against the keeper.
    boxes |= {k: bool(rules.locked[name]) for k, name in NEW.items() if name in rules.locked}
    cleared = {kind for kind, ticked in boxes.items() if ticked}
    return frozenset(cleared | ({"downloads"} if "history" in cleared else set()))


def _crashed(profile: Profile) -> bool:
    """Whether it was not closed properly the last time."""
    try:
        reached = profile.json(_CHECKPOINTS, (_CLOSING,))
    except NotHere:
        return False
    return not reached.get(_CLOSING) and not is_open(profile)
