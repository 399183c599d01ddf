"""The verdict on one service: what its cookies, pages and the browser's end come to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest

from hygiene.model import Severity
from hygiene.services.catalogue import Mark, Service, services
from hygiene.services.ignoring import is_ignored
from hygiene.services.matching import Matcher
from hygiene.services.traces import CookieTrace, PageTrace, Survival
from hygiene.services.verdict import Evidence, Verdict, verdicts
from tests.browsers.profiles import FUTURE, MORNING, NOON, NOW

HOST = "compte.exemple.fr"
NAMED = Service(
    "exemple",
    {"fr": "Exemple", "en": "Example"},
    "bank",
    hosts=(HOST,),
    domains=("exemple.fr",),
    session=(Mark("jeton"), Mark("sid-*", HOST), Mark("visite")),
    trusted=(Mark("appareil"),),
    anonymous=(Mark("visite"), Mark("fr")),
    confidence="high",
)
UNNAMED = Service("inconnu", {"fr": "Inconnu", "en": "Unknown"}, "bank", (HOST,), ("exemple.fr",))
EVERY = services()
WITH_SESSION = [s for s in EVERY if s.session]
WITH_TRUST = [s for s in EVERY if s.trusted]


def cookie(name: str = "jeton", host: str = HOST, **more: Any) -> CookieTrace:  # noqa: ANN401
    plain = CookieTrace(host, name, created=MORNING, used=NOON, session_only=True)
    return plain._replace(**more)


def secret(name: str = "x7", host: str = HOST, **more: Any) -> CookieTrace:  # noqa: ANN401
    """A cookie that nobody has described, of the sort that log-ins have."""
    return cookie(name, host, **{"secure": True, "http_only": True} | more)


def judged(
    cookies: Sequence[CookieTrace] = (),
    pages: Sequence[PageTrace] = (),
    *,
    service: Service = NAMED,
    left: Survival | None = None,
    whole: bool = True,
) -> tuple[Verdict, ...]:
    found = Evidence(cookies, pages, left or Survival(), NOW, whole=whole, ignored=is_ignored)
    return verdicts(service, found)


def said(*args: Sequence[CookieTrace] | Sequence[PageTrace], **more: object) -> tuple[str, str]:
    """Kind and certainty of the only verdict."""
    (verdict,) = judged(*args, **more)  # type: ignore[arg-type]
    return verdict.kind, verdict.certainty


OPEN, PERHAPS, SEEN = ("open-session", "known"), ("open-session", "probable"), "visited-service"


def page(
    last: datetime = NOON,
    account: datetime | None = None,
    log_out: datetime | None = None,
    host: str = HOST,
) -> PageTrace:
    return PageTrace(host, last, account, log_out)


def test_a_cookie_of_a_log_in_is_an_open_session() -> None:
    assert said([cookie()]) == OPEN
    assert said([cookie("sid-42")]) == OPEN


def test_nothing_is_nothing() -> None:
    assert judged() == ()


def test_a_name_counts_on_its_own_host_only() -> None:
    assert said([cookie("sid-42", "www.exemple.fr")])[0] == SEEN


def test_what_visitors_get_too_proves_a_visit_only() -> None:
    assert said([cookie("visite")])[0] == SEEN


def test_an_expired_cookie_proves_nothing() -> None:
    assert judged([cookie(expires=NOON, session_only=False)]) == ()
    assert judged([cookie("appareil", expires=NOON, session_only=False)]) == ()


def test_names_of_the_service_come_before_the_list_of_names_to_ignore() -> None:
    facebook = next(s for s in EVERY if s.id == "facebook")
    assert said([cookie("c_user", "facebook.com")], service=facebook) == OPEN


def test_what_other_sites_embed_is_no_visit() -> None:
    facebook = next(s for s in EVERY if s.id == "facebook")
    assert is_ignored("datr")
    if not any(mark.name == "datr" for mark in facebook.anonymous):
        assert judged([cookie("datr", "facebook.com")], service=facebook) == ()
    assert judged([cookie("_ga", "exemple.fr")]) == ()
    assert said([cookie("_ga")])[0] == SEEN


@pytest.mark.parametrize("service", WITH_SESSION, ids=lambda s: s.id)
def test_each_service_with_known_names_logged_in_and_only_visited(service: Service) -> None:
    anonymous = {mark.name for mark in service.anonymous}
    for mark in service.session:
        if mark.name in anonymous:
            continue
        name = mark.name.replace("*", "7")
        host = mark.host.removeprefix(".") or service.hosts[0]
        assert Matcher(EVERY).of_host(host) is service
        kind, certainty = said([cookie(name, host)], service=service)
        assert kind == "open-session"
        assert certainty == ("probable" if service.confidence in ("low", "none") else "known")
    visits = [cookie(m.name.replace("*", "7"), service.hosts[0]) for m in service.anonymous]
    visits += [secret("PHPSESSID", host=service.hosts[0])]
    assert said(visits, [page(host=service.hosts[0])], service=service)[0] == SEEN


@pytest.mark.parametrize("service", WITH_TRUST, ids=lambda s: s.id)
def test_each_trusted_device_is_told_beside_the_session(service: Service) -> None:
    for mark in service.trusted:
        host = mark.host.removeprefix(".") or service.hosts[0]
        name = mark.name.replace("*", "7")
        device = cookie(name, host, expires=FUTURE, session_only=False)
        kinds = {verdict.kind: verdict for verdict in judged([device], service=service)}
        assert kinds["trusted-device"].severity is Severity.HIGH
        assert kinds["trusted-device"].ends == "2031-01-01"
        assert "open-session" not in kinds


# --- how it ends -------------------------------------------------------------------------------

LASTING: dict[str, Any] = {"expires": FUTURE, "session_only": False}


@pytest.mark.parametrize(
    ("more", "left", "ends", "severity"),
    [
        ({}, Survival(running=False), "next-start", Severity.MEDIUM),
        ({}, Survival(running=None), "next-start", Severity.MEDIUM),
        ({}, Survival(running=True), "close", Severity.HIGH),
        ({}, Survival(restores=True), "log-out", Severity.HIGH),
        ({}, Survival(running=True, restores=True), "log-out", Severity.HIGH),
        ({}, Survival(resumes=True), "log-out", Severity.HIGH),
        ({}, Survival(running=True, resumes=True), "close", Severity.HIGH),
        (LASTING, Survival(), "2031-01-01", Severity.HIGH),
    ],
)
def test_severity_follows_whether_the_session_lives_on(
    more: dict[str, Any], left: Survival, ends: str, severity: Severity
) -> None:
    (verdict,) = judged([cookie(**more)], left=left)
    assert (verdict.ends, verdict.severity) == (ends, severity)


def test_a_probable_session_is_medium_whatever_happens() -> None:
    (verdict,) = judged([secret(**LASTING)], service=UNNAMED, left=Survival(running=True))
    assert (verdict.certainty, verdict.severity) == ("probable", Severity.MEDIUM)


def test_names_of_little_confidence_make_it_probable() -> None:
    assert said([cookie()], service=NAMED._replace(confidence="low")) == PERHAPS


def test_a_session_that_only_restore_previous_session_brings_back_is_probable() -> None:
    assert said([cookie(previous=True)]) == PERHAPS
    assert said([cookie(previous=True), cookie()]) == OPEN


# --- logging out -------------------------------------------------------------------------------


def test_a_log_out_after_the_last_use_lowers_the_verdict() -> None:
    after, before = NOON + timedelta(minutes=5), NOON - timedelta(minutes=5)
    assert said([cookie()], [page(log_out=after)]) == PERHAPS
    assert said([cookie()], [page(log_out=before)]) == OPEN
    assert said([secret()], [page(log_out=after)], service=UNNAMED)[0] == SEEN
    assert said([secret()], [page(log_out=before)], service=UNNAMED) == PERHAPS


def test_the_page_after_a_log_out_may_still_send_the_cookie() -> None:
    assert said([cookie()], [page(log_out=NOON - timedelta(seconds=2))]) == PERHAPS


def test_an_account_page_after_a_log_out_is_a_new_session() -> None:
    out, back = NOON + timedelta(minutes=5), NOON + timedelta(minutes=9)
    assert said([cookie()], [page(log_out=out, account=back)]) == OPEN


# --- the heuristic -----------------------------------------------------------------------------


def test_what_looks_like_a_log_in_is_probably_one() -> None:
    assert said([secret()], service=UNNAMED) == PERHAPS


@pytest.mark.parametrize(
    "kept",
    [
        secret("PHPSESSID"),
        secret("_ga"),
        secret(http_only=False),
        secret(secure=False),
        secret(used=MORNING + timedelta(seconds=59)),
    ],
)
def test_what_does_not_look_like_one_is_a_visit(kept: CookieTrace) -> None:
    assert said([kept], service=UNNAMED)[0] == SEEN


def test_a_page_of_the_account_after_the_cookie_was_made_is_as_good_as_use() -> None:
    fresh = secret(used=MORNING)
    assert said([fresh], [page(account=NOON)], service=UNNAMED) == PERHAPS
    assert said([fresh], [page(account=MORNING)], service=UNNAMED)[0] == SEEN
    undated = secret(created=None, used=None)
    assert said([undated], [page(account=NOON)], service=UNNAMED) == PERHAPS
    assert said([undated], [page()], service=UNNAMED)[0] == SEEN


def test_where_names_are_known_nothing_else_is_guessed() -> None:
    assert said([secret()])[0] == SEEN


# --- cookies that cannot be read ---------------------------------------------------------------


def test_without_cookies_an_account_page_and_no_log_out_is_a_doubt() -> None:
    (verdict,) = judged([], [page(account=NOON)], whole=False)
    assert (verdict.kind, verdict.from_history) == ("open-session", True)
    assert (verdict.certainty, verdict.severity) == ("probable", Severity.MEDIUM)


def test_without_cookies_a_log_out_settles_it() -> None:
    later = NOON + timedelta(minutes=1)
    assert said([], [page(account=NOON, log_out=later)], whole=False)[0] == SEEN
    assert said([], [page()], whole=False)[0] == SEEN


def test_a_session_without_a_date_is_dated_by_the_last_visit() -> None:
    (verdict,) = judged([cookie(created=None, used=None)], [page(NOON)])
    assert (verdict.first, verdict.last) == (NOON, NOON)
