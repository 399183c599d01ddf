"""What one run of a browser leaves behind, decided before it starts."""

from __future__ import annotations

from dataclasses import dataclass

from .website import HOSTS

AMELI, BANK, MAIL, SHOP, FORUM, TAXES, ADS, SCHOOL = HOSTS

CARD_NUMBERS = ("4111111111111111", "5555555555554444")
"""Test numbers published by the card schemes: no such card exists."""
IBAN = "FR7630006000011234567890189"
"""The example of the French banking federation."""


@dataclass(frozen=True, slots=True)
class Login:
    """One saved password."""

    host: str
    user: str
    secret: str


@dataclass(frozen=True, slots=True)
class Card:
    """One saved payment card; an empty code means that none is kept."""

    holder: str
    number: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Cookie:
    """One cookie set by an answer of the site; without a lifetime it is a session cookie."""

    host: str
    name: str
    value: str
    seconds: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """The leftovers of one run, in one profile.

    Every secret is a canary: a word found nowhere else, so that a report which holds it is caught.
    """

    pages: tuple[str, ...] = ()
    """Addresses opened one after the other in the first tab; one that returns is a second visit."""
    redirects: tuple[str, ...] = ()
    """Addresses that lead on to another one: two pages for one gesture."""
    cached: tuple[str, ...] = ()
    """Addresses whose answer the browser may keep."""
    forms: tuple[tuple[str, str], ...] = ()
    """Host and value of each form typed and sent; two pages each."""
    left_open: tuple[str, ...] = ()
    """Addresses of tabs still open at the end, beside the first tab."""
    closed: tuple[str, ...] = ()
    """Addresses of tabs opened and closed again."""
    cookies: tuple[Cookie, ...] = ()
    local_storage: tuple[tuple[str, str], ...] = ()
    indexed_db: tuple[tuple[str, str], ...] = ()
    service_workers: tuple[str, ...] = ()
    downloads: tuple[tuple[str, str], ...] = ()
    """Host and file name. Firefox opens a finished PDF in a tab of its own (153: measured)."""
    logins: tuple[Login, ...] = ()
    never_saved: tuple[str, ...] = ()
    account_logins: tuple[Login, ...] = ()
    """Chromium only: rows of the store that belongs to a signed-in account."""
    own_logins: tuple[Login, ...] = ()
    """Firefox only: what the browser keeps for itself, under `chrome://`; nobody's password."""
    cards: tuple[Card, ...] = ()
    ibans: tuple[str, ...] = ()
    """Chromium only: Firefox keeps none."""
    addresses: tuple[str, ...] = ()
    """Streets."""
    notifications: tuple[str, ...] = ()
    """Hosts allowed to notify."""
    saving_offered: bool = True
    """Whether the browser is left offering to save passwords, as it does out of the box."""

    @property
    def secrets(self) -> tuple[str, ...]:
        """What no report may ever hold."""
        logins = self.logins + self.account_logins + self.own_logins
        return (
            *(part for login in logins for part in (login.user, login.secret)),
            *(part for card in self.cards for part in (card.holder, card.number)),
            *self.ibans,
            *self.addresses,
            *(value for _, value in self.forms + self.local_storage + self.indexed_db),
            *(cookie.value for cookie in self.cookies),
        )


def _url(host: str, path: str) -> str:
    return f"https://{host}/{path}"


FIRST_DAY = Plan(
    pages=(
        *(_url(host, f"accueil-{i}") for i, host in enumerate(HOSTS)),
        _url(AMELI, "remboursements"),
        _url(AMELI, "accueil-0"),
        _url(TAXES, "avis"),
        _url(BANK, "comptes"),
        _url(AMELI, "remboursements"),
        _url(SHOP, "cadre/panier"),
    ),
    redirects=(_url(TAXES, "vers/connexion"),),
    cached=(_url(FORUM, "cache/image-1"), _url(SHOP, "cache/image-2"), _url(ADS, "cache/pub")),
    forms=(
        (AMELI, "canari-form-1"),
        (BANK, "canari-form-2"),
        (SHOP, "canari-form-3"),
        (SCHOOL, "canari-form-4"),
    ),
    left_open=(_url(AMELI, "ouvert-1"), _url(BANK, "ouvert-2"), _url(MAIL, "ouvert-3")),
    closed=(_url(FORUM, "ferme-1"), _url(ADS, "ferme-2")),
    cookies=(
        *(
            Cookie(host, f"durable-{i}", f"canari-cookie-durable-{i}", 864_000)
            for i, host in enumerate(HOSTS[:7])
        ),
        Cookie(BANK, "session-1", "canari-cookie-session-1"),
        Cookie(MAIL, "session-2", "canari-cookie-session-2"),
        Cookie(BANK, "session-3", "canari-cookie-session-3"),
    ),
    local_storage=tuple((host, f"canari-local-{host}") for host in (AMELI, BANK, SHOP)),
    indexed_db=tuple((host, f"canari-indexed-{host}") for host in (SHOP, MAIL)),
    service_workers=(FORUM, BANK),
    downloads=((TAXES, "avis-impot.pdf"), (SCHOOL, "devoirs.zip")),
    logins=(
        Login(AMELI, "canari-alice-1", "canari-secret-1"),
        Login(TAXES, "canari-alice-2", "canari-secret-2"),
        Login(TAXES, "canari-alice-3", "canari-secret-3"),
    ),
    never_saved=("jamais-1.exemple.test", "jamais-2.exemple.test"),
    account_logins=(Login("compte.exemple.test", "canari-compte", "canari-secret-compte"),),
    own_logins=(Login("FirefoxAccounts", "canari-compte-mozilla", "canari-secret-mozilla"),),
    cards=(
        Card("Canari Carte Un", CARD_NUMBERS[0], "737"),
        Card("Canari Carte Deux", CARD_NUMBERS[1]),
    ),
    ibans=(IBAN,),
    addresses=("1 rue du Canari-Premier", "2 rue du Canari-Second"),
    notifications=(ADS,),
)
"""The main profile, the first time somebody uses it."""

SECOND_DAY = Plan(
    pages=(
        _url(AMELI, "accueil-0"),
        _url(AMELI, "deuxieme-jour"),
        _url(SCHOOL, "deuxieme-jour"),
        _url(MAIL, "deuxieme-jour"),
    ),
    forms=((MAIL, "canari-form-5"),),
    left_open=(_url(SCHOOL, "ouvert-4"),),
    closed=(_url(AMELI, "ferme-3"),),
    cookies=(
        Cookie(SCHOOL, "durable-9", "canari-cookie-durable-9", 864_000),
        Cookie(MAIL, "session-9", "canari-cookie-session-9"),
    ),
    local_storage=((AMELI, "canari-local-encore"), (SCHOOL, "canari-local-ecole")),
    downloads=((SCHOOL, "cahier.zip"),),
    logins=(Login(MAIL, "canari-alice-9", "canari-secret-9"),),
    addresses=("3 rue du Canari-Tiers",),
)
"""The same profile, used again after a clean close."""

OTHER_PERSON = Plan(
    pages=(_url(FORUM, "autre-1"), _url(FORUM, "autre-2"), _url(FORUM, "autre-1")),
    forms=((FORUM, "canari-form-autre"),),
    left_open=(_url(FORUM, "autre-ouvert"),),
    cookies=(
        Cookie(FORUM, "autre-durable", "canari-cookie-autre", 864_000),
        Cookie(FORUM, "autre-session", "canari-cookie-autre-session"),
    ),
    local_storage=((FORUM, "canari-local-autre"),),
    logins=(Login(FORUM, "canari-bob", "canari-secret-bob"),),
    never_saved=("jamais-3.exemple.test",),
    saving_offered=False,
)
"""A second Chromium profile, always closed, where saving passwords was switched off."""
