"""Who reads the files of a profile of Safari."""

from __future__ import annotations

from hygiene.browsers.readers import Readers
from hygiene.browsers.safari import (
    account_pages,
    addons,
    cache,
    cookies,
    downloads,
    history,
    settings,
    storage,
    tabs,
    vault,
    visited_hosts,
)

#: Addresses are those of the Contacts, and IBANs it keeps none: no question applies.
READERS = Readers(
    passwords=vault.in_keychain,
    login_hosts=vault.in_keychain,
    never_saved_sites=vault.in_keychain,
    saving_offered=settings.saving_offered,
    payment_cards=vault.in_keychain,
    form_entries=vault.form_entries,
    identity_numbers=vault.form_entries,
    visited_pages=history.visited_pages,
    visited_hosts=visited_hosts.visited_hosts,
    download_records=downloads.download_records,
    cookies=cookies.cookies,
    open_tabs=tabs.open_tabs,
    site_storage=storage.site_storage,
    cached_files=cache.cached_files,
    notification_permissions=addons.notification_permissions,
    extensions=addons.extensions,
    exit_clearing=settings.exit_clearing,
    session_survives=settings.session_survives,
    cookie_traces=cookies.cookie_traces,
    pages_of=account_pages.pages_of,
)
