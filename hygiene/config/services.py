"""The services that settings files add, or change: the rows `[[services]]`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from hygiene.errors import UsageError

if TYPE_CHECKING:
    from hygiene.config.files import Said
    from hygiene.services.catalogue import Mark, Service


def added(rows: Iterable[Mapping[str, Said]]) -> tuple[Service, ...]:
    """The services that `rows` describe, the last row of each id kept.

    A row about a service of the catalogue replaces what it says, and leaves the rest as it is.

    Raises:
        UsageError: A key is missing, a value cannot be met, or one file describes a service twice.
    """
    found: dict[str, Service] = {}
    described: set[tuple[str, str]] = set()
    for row in rows:
        id = str(row["id"].value)
        where = (row["id"].at["file"], id)
        if where in described:
            raise UsageError("service-twice", **row["id"].at, value=id)
        described.add(where)
        found[id] = _service(id, row, found)
    return tuple(found.values())


def _service(id: str, row: Mapping[str, Said], earlier: Mapping[str, Service]) -> Service:
    from hygiene.services.catalogue import built_in, service
    from hygiene.services.validate import problems

    known = earlier.get(id) or built_in().get(id)
    if known is None and "name" not in row:
        raise _missing("name", row)
    values: dict[str, Any] = {key: _said(key, said) for key, said in row.items()}
    made = service(id, {"name": id, "category": "added", **values})
    if known is not None:
        made = known._replace(**{_FIELDS[key]: getattr(made, _FIELDS[key]) for key in row})
    made = _sure(_spelt(made), row)
    for problem in problems(made):
        at = row.get(problem.key, row["id"]).at
        raise UsageError(problem.text, **{**at, "name": problem.key}, value=problem.value)
    if not made.domains:
        raise _missing("hosts", row)
    return made


def _said(key: str, said: Said) -> Any:  # noqa: ANN401 - what a key of TOML may hold
    from hygiene.render.escape import harmless
    from hygiene.services.catalogue import TEXTS

    return harmless(str(said.value)) if key in TEXTS else said.value


def _missing(key: str, row: Mapping[str, Said]) -> UsageError:
    return UsageError("needs-key", **{**row["id"].at, "name": "services"}, key=key)


#: The field of a service that each key fills.
_FIELDS = {
    **{
        key: key
        for key in (
            *("id", "name", "category", "hosts", "domains", "account_paths", "logout_paths"),
            *("secret_word", "logout_where", "official_address", "documents", "next_person"),
        )
    },
    "session_cookies": "session",
    "trust_cookies": "trusted",
    "anonymous_cookies": "anonymous",
}


def _spelt(service: Service) -> Service:
    """With its hosts as they are compared, and each of them in a domain of the service."""
    from hygiene.services.validate import covered

    service = service._replace(
        hosts=tuple(_plain(host) for host in service.hosts),
        domains=tuple(_plain(domain) for domain in service.domains),
        session=tuple(_mark(mark) for mark in service.session),
        trusted=tuple(_mark(mark) for mark in service.trusted),
        anonymous=tuple(_mark(mark) for mark in service.anonymous),
    )
    own = tuple(host for host in service.hosts if not covered(host, service))
    return service._replace(domains=(*service.domains, *own))


def _plain(host: str) -> str:
    """In the one spelling; as it was said where it is none, for the sentence that refuses it."""
    from hygiene.services.hostname import plain

    return plain(host) or host


def _mark(mark: Mark) -> Mark:
    dot = "." if mark.host.startswith(".") else ""
    return mark._replace(host=dot + _plain(mark.host.removeprefix(".")))


def _sure(service: Service, row: Mapping[str, Said]) -> Service:
    """Whoever names a service's cookies has seen them."""
    if row.keys() & {"session_cookies", "trust_cookies"}:
        names = bool(service.session or service.trusted)
        return service._replace(confidence="high" if names else "none")
    return service
