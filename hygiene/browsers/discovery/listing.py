"""Who lists the profiles of each family; loaded only where a data folder is there."""

from __future__ import annotations

from hygiene.browsers.discovery.looking import Found, Look


def profiles_below(look: Look, data: str) -> list[Found] | None:
    """The profiles below a data folder; None where no browser has kept its data there.

    Raises:
        NotHere: There is no such folder.
        CannotLook: It is there and cannot be listed.
    """
    match look.place.browser.family:
        case "chromium":
            from hygiene.browsers.discovery.chromium_profiles import chromium_profiles

            return chromium_profiles(look, data)
        case "firefox":
            from hygiene.browsers.discovery.firefox_profiles import firefox_profiles

            return firefox_profiles(look, data)
        case _:
            from hygiene.browsers.discovery.safari_profiles import safari_profiles

            return safari_profiles(look, data)
