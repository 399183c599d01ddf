"""What the settings of Firefox say, about saving passwords first of all."""

from __future__ import annotations

import re

from hygiene.browsers.discovery.catalogue import browsers
from hygiene.browsers.policies import policy
from hygiene.browsers.profile import Profile
from hygiene.tally import Tally, tallied

SOURCE = "prefs.js"
_MOST = 16 * 1024 * 1024
_SETTING = re.compile(
    rb'^[ \t]*user_pref\("([^"\\]{1,200})",'
    rb'\s*(true|false|-?[0-9]{1,10}|"(?:[^"\\\n]|\\.)*+")\s*\);',
    re.MULTILINE,
)


def saving_offered(profile: Profile) -> Tally:
    """One if the browser still offers to save: it does unless somebody said no."""
    return tallied((SOURCE, lambda: Tally(count=int(_offered(profile)))))


def _offered(profile: Profile) -> bool:
    usually = browsers()[profile.installation.browser].offers_to_save
    chosen = switches(profile, "signon.rememberSignons").get("signon.rememberSignons", usually)
    ruled = policy(profile.installation, "OfferToSaveLogins", "PasswordManagerEnabled")
    if ruled is not None:
        return ruled
    usual = policy(profile.installation, "OfferToSaveLoginsDefault")
    return chosen if usual is None or not chosen else usual


def switches(profile: Profile, *names: str) -> dict[str, bool]:
    """The on/off preferences among `names` that were ever changed; the rest is not kept."""
    found = settings(profile, *names)
    return {name: value for name, value in found.items() if isinstance(value, bool)}


def settings(profile: Profile, *names: str) -> dict[str, bool | int]:
    """The preferences among `names` that were ever changed; the rest is not kept.

    Of a text only whether it holds anything is told: 1 or 0.
    """
    found: dict[str, bool | int] = {}
    data = profile.tree.text(profile.at(SOURCE), _MOST)
    wanted = {name.encode() for name in names}
    for name, value in _SETTING.findall(data):
        if name in wanted:
            found[name.decode()] = _value(value)
    return found


def _value(written: bytes) -> bool | int:
    if written in (b"true", b"false"):
        return written == b"true"
    return int(written != b'""') if written.startswith(b'"') else int(written)
