"""Who reads the files of a profile of Firefox, LibreWolf, Tor Browser."""

from __future__ import annotations

from hygiene.browsers.firefox import (
    account,
    account_pages,
    autofill,
    cache,
    cookie_names,
    cookies,
    copies,
    exit_clearing,
    extensions,
    forms,
    logins,
    notifications,
    numbers,
    places,
    preferences,
    restore,
    sessions,
    storage,
    visited_hosts,
)
from hygiene.browsers.readers import Readers

READERS = Readers(
    passwords=logins.passwords,
    login_hosts=logins.login_hosts,
    leftover_copies=copies.leftover_copies,
    never_saved_sites=logins.never_saved_sites,
    saving_offered=preferences.saving_offered,
    payment_cards=autofill.payment_cards,
    addresses=autofill.addresses,
    form_entries=forms.form_entries,
    identity_numbers=numbers.identity_numbers,
    visited_pages=places.visited_pages,
    visited_hosts=visited_hosts.visited_hosts,
    download_records=places.download_records,
    cookies=cookies.cookies,
    open_tabs=sessions.open_tabs,
    site_storage=storage.site_storage,
    cached_files=cache.cached_files,
    notification_permissions=notifications.notification_permissions,
    extensions=extensions.extensions,
    account=account.account,
    exit_clearing=exit_clearing.exit_clearing,
    session_survives=restore.session_survives,
    cookie_traces=cookie_names.cookie_traces,
    pages_of=account_pages.pages_of,
)
