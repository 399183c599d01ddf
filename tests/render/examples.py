"""Reports made by hand: what a run could have seen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from functools import cache

from hygiene.browsers.profile import Profile
from hygiene.definition import Check
from hygiene.errors import Reason
from hygiene.kinds import kinds
from hygiene.model import (
    Asked,
    Finding,
    Report,
    Result,
    Scalar,
    Scene,
    Severity,
    Unreadable,
    Where,
)
from hygiene.registry import registry
from hygiene.runner import outcome

PARIS = timezone(timedelta(hours=1))
NOW = datetime(2026, 11, 23, 14, 2, 11, tzinfo=PARIS)
SESSION = datetime(2026, 11, 23, 13, 31, tzinfo=PARIS)

CHROME = Where("alice", "chrome", "native", "Default")
FIREFOX = Where("alice", "firefox", "native", "abcd1234.default-release")
EDGE = Where("alice", "edge", "native", "Default")

Seen = Finding | Unreadable


@cache
def built_in() -> tuple[Check, ...]:
    """The built-in checks, as the registry loads them."""
    return registry(others=False)


def left(
    kind: str,
    count: int = 1,
    where: Where = CHROME,
    *,
    since: int | None = None,
    names: tuple[str, ...] = (),
    severity: Severity | None = None,
    subject: str | None = None,
    **facts: Scalar,
) -> Finding:
    """A finding of `kind`, as the runner finishes it."""
    return Finding(
        count=count,
        kind=kind,
        where=where,
        since_session=since,
        names=names,
        subject=subject,
        severity=kinds()[kind].severity if severity is None else severity,
        first=SESSION - timedelta(days=3),
        last=SESSION + timedelta(minutes=24),
        facts=facts,
    )


def unseen(reason: Reason, where: Where = FIREFOX, kind: str | None = None) -> Unreadable:
    """A gap: a whole profile where no kind is given."""
    return Unreadable(reason, "cookies.sqlite", kind, where, "database is locked")


def report(
    *seen: Seen,
    scene: Scene | None = None,
    asked: Asked | None = None,
    checks: Iterable[Check] | None = None,
) -> Report:
    """A report of all built-in checks that holds what was seen; on one's own computer, as info."""
    asked = asked or Asked()
    if asked.own_computer:
        seen = tuple(
            replace(x, severity=Severity.INFO) if isinstance(x, Finding) else x for x in seen
        )
    return Report(
        version="0.1.0",
        started_at=NOW,
        duration=0.412,
        scene=scene or shared(),
        asked=asked,
        results=tuple(_result(check, seen) for check in (checks or built_in())),
    )


def shared(**changes: object) -> Scene:
    """A shared computer that alice has been at for half an hour."""
    scene = Scene(
        platform="linux",
        live=True,
        users=("alice",),
        session_started_at=SESSION,
        profiles=2,
    )
    return replace(scene, **changes)  # type: ignore[arg-type]


def _looks_at_profiles(check: Check) -> bool:
    return any(question.looks_at is Profile for question in check.questions)


def _result(check: Check, seen: Iterable[Seen]) -> Result:
    findings = tuple(x for x in seen if isinstance(x, Finding) and x.kind in check.kinds)
    unreadable = tuple(
        x
        for x in seen
        if isinstance(x, Unreadable)
        and (x.kind in check.kinds or (x.kind is None and _looks_at_profiles(check)))
    )
    return Result(
        check=check.id,
        rule=check.rule,
        origin=check.origin,
        outcome=outcome(findings, unreadable, failed=False, applies=True),
        findings=findings,
        unreadable=unreadable,
    )


def usual() -> Report:
    """What a person leaves who used Chrome for half an hour; Firefox could not be read."""
    return report(
        left("password", 3, since=1, names=("assure.ameli.fr", "caf.fr", "www.impots.gouv.fr")),
        left("saving-offered"),
        left("visited-page", 214, since=31, visits=388),
        left("cookie", 96, since=12, session_only=8),
        unseen(Reason.LOCKED),
    )


def nothing() -> Report:
    """Nothing was left and everything was seen."""
    return report()


def nothing_but_unseen() -> Report:
    """Nothing was found, and something was not seen: a locked file, and one that is not ours."""
    return report(
        unseen(Reason.LOCKED, EDGE, "cookie"),
        unseen(Reason.DENIED, FIREFOX),
    )


def crowded() -> Report:
    """Three browsers full of everything: more than seven things to do."""
    seen: list[Seen] = []
    for where in (CHROME, EDGE, FIREFOX):
        seen += [
            left("password", 12, where, since=0, names=tuple(f"site{i}.fr" for i in range(12))),
            left("payment-card", 2, where, cvc=1),
            left("iban", 1, where),
            left("address", 4, where),
            left("form-entry", 33, where),
            left("visited-page", 4210, where, since=4210),
            left("open-tab", 5, where, closed=10),
            left("download-record", 7, where),
            left("cookie", 310, where),
            left("site-storage", 40, where),
            left("cache", 1800, where, bytes=51_000_000, approximate=True),
            left("running-browser", 1, where),
        ]
    seen += [
        unseen(Reason.LOCKED, EDGE, "cookie"),
        unseen(Reason.DAMAGED, CHROME, "download-record"),
    ]
    return report(*seen)


def own_computer() -> Report:
    """The usual leftovers, on a computer of one's own."""
    return report(
        left("password", 3, since=1, names=("assure.ameli.fr", "caf.fr")),
        left("visited-page", 214, since=31, visits=388),
        left("cookie", 96, since=12),
        scene=shared(place="own"),
        asked=Asked(own_computer=True),
    )


def public_terminal() -> Report:
    """The usual leftovers, on a public terminal: only this session's sites are named."""
    return report(
        left("password", 3, since=1, names=("assure.ameli.fr",)),
        left("visited-page", 214, since=31, visits=388),
        left("cookie", 96, since=12),
        left("open-tab", 5),
        left("running-browser"),
        scene=shared(place="public-terminal"),
    )


def logged_in() -> Report:
    """Somebody is still logged in, and Edge is open on Windows: its cookies are locked."""
    return report(
        left("open-session", names=("ameli",), subject="ameli", certainty="known", ends="close"),
        left("trusted-device", names=("ameli",), subject="ameli", ends="2027-05-22"),
        left(
            "open-session",
            1,
            EDGE,
            names=("impots.gouv.fr",),
            subject="impots",
            severity=Severity.MEDIUM,
            certainty="probable",
            from_history=True,
        ),
        left("visited-service", names=("CAF",), subject="caf"),
        left("visited-service", names=("Doctolib",), subject="doctolib"),
        left("visited-page", 214, since=31, visits=388),
        left("cookie", 96, since=12, session_only=8),
        *(unseen(Reason.LOCKED, EDGE, kind) for kind in ("open-session", "trusted-device")),
    )


def first_screen() -> Report:
    """The example of the first screen: a session, passwords, papers, pages, an open Wi-Fi."""
    return report(
        left("open-session", names=("ameli",), subject="ameli", certainty="known", ends="close"),
        left("password", 3, names=("assure.ameli.fr", "caf.fr", "impots.gouv.fr")),
        left(
            "left-file",
            2,
            Where("alice"),
            severity=Severity.HIGH,
            names=("attestation_droits.pdf", "attestation_paiement.pdf"),
            subject="downloads",
            papers=2,
            certificates=2,
        ),
        left("visited-page", 214, since=31, visits=388),
        left("cookie", 96, since=12, session_only=8),
        left(
            "wifi-network",
            where=Where(),
            names=("BIBLIO-LIBRE",),
            subject="BIBLIO-LIBRE",
            severity=Severity.HIGH,
            in_use=True,
            security="open",
        ),
        unseen(Reason.LOCKED),
    )


SCREENS = {
    "first-screen": first_screen,
    "logged-in": logged_in,
    "usual": usual,
    "nothing": nothing,
    "nothing-but-unseen": nothing_but_unseen,
    "crowded": crowded,
    "own-computer": own_computer,
    "public-terminal": public_terminal,
}
