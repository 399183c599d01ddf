"""What the keeper's policies set of the preferences about the close of Firefox."""

from __future__ import annotations

from typing import Any, NamedTuple

from hygiene.browsers.firefox.exit_names import NEW, OLD, PAGE, PRIVATE, SANITIZE
from hygiene.browsers.policies import policy_value
from hygiene.browsers.profile import Installation

Values = dict[str, bool | int]

#: The words of SanitizeOnShutdown.
_WORDS = {"History": "history", "Cookies": "cookies", "Cache": "cache", "FormData": "forms"}
#: The words of ClearOnShutdown, which came later and goes before it.
_NEW_WORDS = {
    "BrowsingHistoryAndDownloads": "history",
    "CookiesAndStorage": "cookies",
    "Cache": "cache",
    "FormData": "forms",
}


class Ruled(NamedTuple):
    """Preferences by name: what stands where nobody chose, and what nobody can change."""

    usual: Values
    locked: Values


def ruled(installation: Installation) -> Ruled:
    """What the policies set (as Policies.sys.mjs of Firefox 153 does).

    Raises CannotLook where a policy file is there and cannot be read.
    """
    found = Ruled({}, {})
    clear = policy_value(installation, "ClearOnShutdown")
    sanitize = policy_value(installation, "SanitizeOnShutdown")
    if clear is not None:
        _clear(clear, found)
    elif isinstance(sanitize, dict):
        _sanitize(sanitize, found)
    elif sanitize is not None:
        names = (SANITIZE, *OLD.values(), *NEW.values())
        found.locked.update(dict.fromkeys(names, bool(sanitize)))
    private = policy_value(installation, "PrivateBrowsingModeAvailability")
    if private in (1, 2):
        found.locked[PRIVATE] = private == 2
    homepage = policy_value(installation, "Homepage")
    if isinstance(homepage, dict) and homepage.get("StartPage"):
        start = homepage["StartPage"]
        where = found.locked if start == "homepage-locked" else found.usual
        where[PAGE] = 3 if start == "previous-session" else 1
    return found


def _clear(value: Any, found: Ruled) -> None:  # noqa: ANN401 - whatever the policy holds
    """What is named is enforced, the rest is the person's choice."""
    if not isinstance(value, dict):
        found.locked.update(dict.fromkeys((SANITIZE, *NEW.values()), bool(value)))
        return
    found.locked[SANITIZE] = True
    for word, kind in _NEW_WORDS.items():
        if word in value:
            found.locked[NEW[kind]] = bool(value[word])


def _sanitize(value: dict[str, Any], found: Ruled) -> None:
    """What is not named stays; all of it is locked unless `Locked` says no."""
    locked = bool(value.get("Locked", True))
    (found.locked if locked else found.usual)[SANITIZE] = True
    for word, kind in _WORDS.items():
        # Where `Locked` is given at all, what is not named may be changed.
        fixed = locked if word in value else "Locked" not in value
        chosen = bool(value.get(word, False))
        (found.locked if fixed else found.usual).update({OLD[kind]: chosen, NEW[kind]: chosen})
