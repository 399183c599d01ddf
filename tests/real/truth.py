"""How many of each kind a profile holds, worked out from the plans of its runs alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .plan import Plan


@dataclass(frozen=True, slots=True)
class Truth:
    """Exact numbers, in the words of the report (kinds, and facts as `kind.fact`)."""

    counts: dict[str, int]
    facts: dict[str, int]
    password_hosts: tuple[str, ...]

    def differences(self, other: Truth) -> dict[str, tuple[object, object]]:
        """Return what is not the same, as (here, there)."""
        pairs = {
            **{kind: (count, other.counts.get(kind)) for kind, count in self.counts.items()},
            **{fact: (value, other.facts.get(fact)) for fact, value in self.facts.items()},
            "names of password": (self.password_hosts, other.password_hosts),
        }
        return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def chromium_truth(runs: Sequence[Plan], *, closed_cleanly: bool) -> Truth:
    """Return what Chromium holds after these runs of one profile, the last one perhaps alive.

    Measured with Chromium 156: session cookies go at the next start; at a clean close the window
    enters the list of closed ones with all its tabs, and the next run takes that list over.
    """
    last = runs[-1]
    closed = sum(len(run.closed) for run in runs)
    closed += sum(_open_tabs(run) for run in (runs if closed_cleanly else runs[:-1]))
    pages = [page for run in runs for page in pages_of(run)]
    logins = [login for run in runs for login in run.logins + run.account_logins]
    session_only = sum(cookie.seconds is None for cookie in last.cookies)
    lasting = sum(cookie.seconds is not None for run in runs for cookie in run.cookies)
    return Truth(
        counts=_same_in_both(runs)
        | {
            "password": len(logins),
            "iban": sum(len(run.ibans) for run in runs),
            "visited-page": len(set(pages)),
            "cookie": lasting + session_only,
            "open-tab": _open_tabs(last),
        },
        facts={
            "payment-card.cvc": sum(bool(card.code) for run in runs for card in run.cards),
            "visited-page.visits": len(pages),
            "cookie.session_only": session_only,
            "open-tab.closed": closed,
        },
        password_hosts=tuple(sorted({login.host for login in logins})),
    )


def firefox_truth(runs: Sequence[Plan]) -> Truth:
    """Return what Firefox holds after these runs of one profile, the last one perhaps alive.

    Measured with Firefox 153: a finished PDF opens in a tab, as a visit to its `file:` address;
    each download is one more row of visits, of a page with `visit_count` 0; a session file keeps
    the cookies of the run before too (`lastSessionState`), and lists its tabs as closed.
    """
    last, before = runs[-1], runs[:-1]
    pdfs = [name for run in runs for _, name in run.downloads if name.endswith(".pdf")]
    pages = [page for run in runs for page in pages_of(run)] + pdfs
    logins = [login for run in runs for login in run.logins]
    session_only = {
        (cookie.host, cookie.name)
        for run in runs[-2:]
        for cookie in run.cookies
        if cookie.seconds is None
    }
    lasting = sum(cookie.seconds is not None for run in runs for cookie in run.cookies)
    closed = sum(len(run.closed) for run in runs)
    closed += sum(_open_tabs(run) + _pdf_tabs(run) for run in before)
    return Truth(
        counts=_same_in_both(runs)
        | {
            "password": len(logins),
            "iban": 0,
            "visited-page": len(set(pages)),
            "cookie": lasting + len(session_only),
            "open-tab": _open_tabs(last) + _pdf_tabs(last),
        },
        facts={
            "visited-page.visits": len(pages) + sum(len(run.downloads) for run in runs),
            "cookie.session_only": len(session_only),
            "open-tab.closed": closed,
        },
        password_hosts=tuple(sorted({login.host for login in logins})),
    )


def unused_truth() -> Truth:
    """Return what a profile holds that was never started: it offered nothing to anybody."""
    return Truth(
        counts=_same_in_both([Plan(saving_offered=False)])
        | {"password": 0, "iban": 0, "visited-page": 0, "cookie": 0, "open-tab": 0},
        facts={},
        password_hosts=(),
    )


def _same_in_both(runs: Sequence[Plan]) -> dict[str, int]:
    origins = {
        host
        for run in runs
        for host in (
            *(host for host, _ in run.local_storage + run.indexed_db),
            *run.service_workers,
        )
    }
    return {
        "never-saved-site": sum(len(run.never_saved) for run in runs),
        "saving-offered": int(runs[-1].saving_offered),
        "payment-card": sum(len(run.cards) for run in runs),
        "address": sum(len(run.addresses) for run in runs),
        "form-entry": sum(len(run.forms) for run in runs),
        "download-record": sum(len(run.downloads) for run in runs),
        "site-storage": len(origins),
    }


def pages_of(run: Plan) -> list[str]:
    """Every address that becomes a visit, as often as it does."""
    return [
        *run.pages,
        *run.redirects,
        *(url.replace("/vers/", "/arrivee/") for url in run.redirects),
        *run.cached,
        *(f"https://{host}/formulaire" for host, _ in run.forms),
        *(f"https://{host}/ok?champ={value}" for host, value in run.forms),
        *run.left_open,
        *run.closed,
    ]


def _open_tabs(run: Plan) -> int:
    return 1 + len(run.left_open)


def _pdf_tabs(run: Plan) -> int:
    return sum(name.endswith(".pdf") for _, name in run.downloads)
