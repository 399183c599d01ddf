"""The browser itself signed in to somebody's account: what is cleared here comes back."""

from __future__ import annotations

from hygiene.api import Answer, Finding, Iterator, Profile, check


@check("browser-account", kind="browser-account", looks_at=Profile)
def browser_account(profile: Profile) -> Iterator[Answer]:
    """Google, Microsoft, Mozilla…: one finding where somebody is signed in."""
    account = profile.account()
    if account.signed_in:
        masked = {"account": account.email} if account.email else {}
        yield Finding(facts={"sync": account.sync, **masked})
