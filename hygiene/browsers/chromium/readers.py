"""Who reads the files of a profile of Chromium, Chrome, Edge, Brave, Opera, Vivaldi, Arc."""

from __future__ import annotations

from hygiene.browsers.chromium import (
    account,
    account_pages,
    cache,
    cards,
    cookie_names,
    cookies,
    exit_clearing,
    extensions,
    forms,
    hidden,
    history,
    logins,
    notifications,
    numbers,
    preferences,
    restore,
    storage,
    tabs,
    visited_hosts,
)
from hygiene.browsers.readers import Readers

READERS = Readers(
    passwords=logins.passwords,
    login_hosts=logins.login_hosts,
    leftover_copies=logins.leftover_copies,
    never_saved_sites=logins.never_saved_sites,
    saving_offered=preferences.saving_offered,
    payment_cards=cards.payment_cards,
    ibans=cards.ibans,
    addresses=forms.addresses,
    form_entries=forms.form_entries,
    identity_numbers=numbers.identity_numbers,
    visited_pages=history.visited_pages,
    visited_hosts=visited_hosts.visited_hosts,
    download_records=history.download_records,
    cookies=cookies.cookies,
    hidden_history=hidden.hidden_history,
    open_tabs=tabs.open_tabs,
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
