"""How a family of browsers answers the questions about a profile."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hygiene.browsers.account import Account
    from hygiene.browsers.exit_clearing import ExitClearing
    from hygiene.browsers.extensions import Extensions
    from hygiene.browsers.profile import Installation, Profile
    from hygiene.services.traces import Cookies, Pages, Paths, Survival
    from hygiene.tally import Tally

    Count = Callable[[Profile], Tally] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Readers:
    """One function for each question of `Profile` and `Installation`.

    None where the family keeps no such thing.
    """

    passwords: Count = None
    login_hosts: Count = None
    leftover_copies: Count = None
    never_saved_sites: Count = None
    saving_offered: Count = None
    payment_cards: Count = None
    ibans: Count = None
    addresses: Count = None
    form_entries: Count = None
    identity_numbers: Count = None
    visited_pages: Count = None
    visited_hosts: Count = None
    download_records: Count = None
    cookies: Count = None
    hidden_history: Callable[[Installation], Tally] | None = None
    open_tabs: Count = None
    site_storage: Count = None
    cached_files: Count = None
    notification_permissions: Count = None
    extensions: Callable[[Profile], Extensions] | None = None
    account: Callable[[Profile], Account] | None = None
    exit_clearing: Callable[[Profile], ExitClearing] | None = None
    session_survives: Callable[[Profile], Survival] | None = None
    cookie_traces: Callable[[Profile, Callable[[str], bool]], Cookies] | None = None
    pages_of: Callable[[Profile, Sequence[Paths]], Pages] | None = None
