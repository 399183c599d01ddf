"""How a service is called, and how one logs out of it, in the words of a language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from hygiene.render.escape import harmless
from hygiene.services.catalogue import Service, built_in
from hygiene.texts.say import Language, say, text

#: The categories whose services take FranceConnect for a log-in.
_FRANCE_CONNECT = ("administration", "benefits", "health", "identity", "school", "tax")


def words(
    subject: str | None, language: Language, name: str = "", added: Iterable[Service] = ()
) -> Mapping[str, str]:
    """What fills the placeholders about a service; all but `log_out` are absent without one.

    Args:
        subject: Id of the service; None where it may not be named.
        language: Of the words.
        name: What to call a service that is not known here (another computer's configuration).
        added: Services that the configuration adds.
    """
    service = _known(subject, added)
    found = {"log_out": _log_out(service, language, harmless(name))}
    if service is not None:
        secret = service.secret_word or text("services", "secret_word")
        found["service"] = say(service.name, language)
        found["secret_word"] = say(secret, language)
        found["official_address"] = _official(service)
    elif subject is not None and name:
        found["service"] = harmless(name)
        found["secret_word"] = say(text("services", "secret_word"), language)
    return found


def next_person(subject: str | None, language: Language, added: Iterable[Service] = ()) -> str:
    """What the next person could see there: one sentence, empty where nothing is known."""
    service = _known(subject, added)
    if service is None or service.next_person is None:
        return ""
    return say(service.next_person, language)


def _known(subject: str | None, added: Iterable[Service]) -> Service | None:
    if subject is None:
        return None
    return next((s for s in added if s.id == subject), None) or built_in().get(subject)


def _log_out(service: Service | None, language: Language, name: str) -> str:
    """Where to click, then FranceConnect: it stays open when the service is left."""
    if service is None:
        form = "called" if name else "unknown"
        return say(text("services", "log_out", form), language, service=name)
    form = "there" if service.official_address else "called"
    where = service.logout_where or text("services", "log_out", "where")
    told = say(
        text("services", "log_out", form),
        language,
        service=say(service.name, language),
        official_address=_short(service.official_address or ""),
        logout_where=say(where, language),
    )
    if service.category in _FRANCE_CONNECT and service.id != "franceconnect":
        told += " " + say(text("services", "log_out", "franceconnect"), language)
    return told


def _official(service: Service) -> str:
    """The address to type: the one that is known, else the first domain or host."""
    return _short(service.official_address or (*service.domains, *service.hosts)[0])


def _short(address: str) -> str:
    """An address as people type it."""
    return address.removeprefix("https://").removeprefix("www.").rstrip("/")
