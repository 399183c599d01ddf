"""The options of one run, once everything that may set them has been heard."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, cast

from hygiene.config.files import Said, words
from hygiene.config.layers import hear
from hygiene.config.schema import FORMATS, LATER_FORMATS
from hygiene.config.services import added
from hygiene.errors import UsageError
from hygiene.model import Severity

if TYPE_CHECKING:
    from hygiene.commandline.since import Since
    from hygiene.commandline.surroundings import Surroundings
    from hygiene.machine import Platform
    from hygiene.services.catalogue import Service
    from hygiene.texts.say import Language

SUFFIXES = {
    ".json": "json",
    ".jsonl": "jsonl",
    ".html": "html",
    ".md": "markdown",
    ".prom": "prometheus",
}


TIMEOUT = 60.0


class Accepted(NamedTuple):
    """Something the keeper accepts: why, and until which day (included).

    `browser` and `subject`: None stands for any. `reason` is that of something not seen; then
    `subject` is its source, and `kind` may be None, for a profile or home that could not be
    opened at all.
    """

    check: str
    kind: str | None
    browser: str | None
    subject: str | None
    reason: str | None
    why: str
    until: date


class Output(NamedTuple):
    """A file to write, and its format."""

    path: Path
    format: str


class Options(NamedTuple):
    """Every option of `check`."""

    lang: Language
    root: Path | None = None
    platform: Platform | None = None
    users: tuple[str, ...] = ()
    all_users: bool = False
    only: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    since: Since | None = None
    own_computer: bool = False
    """Also true where `place` is `own`."""
    format: str = "terminal"
    outputs: tuple[Output, ...] = ()
    names: bool | None = None
    """None where nobody said: then each output has its own rule."""
    fail_on: Severity = Severity.MEDIUM
    exit_zero: bool = False
    timeout: float = TIMEOUT
    """Seconds for the whole run."""
    builtin_only: bool = False
    plain: bool = False
    quiet: bool = False
    verbose: bool = False
    place: str = "shared"
    accepted: tuple[Accepted, ...] = ()
    since_file: Path | None = None
    identity: bool = False
    """Whether the keeper wants numbers of identity counted in other people's homes."""
    plugins: tuple[str, ...] | None = None
    """The only checks of other packages that may load, by entry point; None without limit."""
    said_at: Mapping[str, Mapping[str, str]] = MappingProxyType({})
    """Where each check was named that is chosen, skipped or accepted, for the complaint."""
    ignored: tuple[str, ...] = ()
    """What a public terminal did not hear: names of settings and variables."""
    services: tuple[Service, ...] = ()
    """Services that the files add to the catalogue, or describe otherwise."""
    trusted_networks: tuple[str, ...] = ()
    """Names of the Wi-Fi networks that the files vouch for."""
    allowed_programs: tuple[str, ...] = ()
    """Ids of the remote-control programs that the keeper wants here."""


def options(given: Mapping[str, object], surroundings: Surroundings) -> Options:
    """The options of a run.

    Args:
        given: What the command line says, by option name; None where it says nothing.
        surroundings: The environment, where the files are, who runs the program, the moment.

    Raises:
        UsageError: Something that was said is wrong.
    """
    heard = hear(given, surroundings)
    said = heard.said
    if "platform" in said and "root" not in said:
        raise UsageError("platform-needs-root", **said["platform"].at)

    def flag(name: str, default: bool = False) -> bool:
        return said[name].value is True if name in said else default

    place = _text(said, "place") or "shared"
    return Options(
        lang=cast("Language", _text(said, "lang") or surroundings.language),
        root=_path(_text(said, "root")),
        platform=cast("Platform | None", _text(said, "platform")),
        users=words(said.get("user")),
        all_users=flag("all_users"),
        only=words(said.get("only")),
        skip=words(said.get("skip")),
        since=_since(said.get("since"), surroundings),
        own_computer=flag("own_computer", place == "own"),
        format=_format(said.get("format")),
        outputs=_outputs(said.get("output")),
        names=flag("names") if "names" in said else None,
        fail_on=Severity.of(_text(said, "fail_on") or "medium"),
        exit_zero=flag("exit_zero"),
        timeout=float(cast(float, said["timeout"].value)) if "timeout" in said else TIMEOUT,
        builtin_only=flag("builtin_only"),
        plain=flag("plain"),
        quiet=flag("quiet"),
        verbose=flag("verbose"),
        place=place,
        accepted=tuple(_accepted(row) for row in heard.accepted),
        since_file=_path(_text(said, "since_file")),
        identity=flag("identity"),
        plugins=heard.allowed,
        said_at=_said_at(said, heard.accepted),
        ignored=heard.ignored,
        services=added(heard.services),
        trusted_networks=heard.trusted,
        allowed_programs=_programs(heard.programs),
    )


def _said_at(
    said: Mapping[str, Said], rows: Iterable[Mapping[str, Said]]
) -> Mapping[str, Mapping[str, str]]:
    lists = [said[key] for key in ("only", "skip") if key in said]
    found = {name: each.at for each in lists for name in words(each)}
    return {**found, **{str(row["check"].value): row["check"].at for row in rows}}


def _programs(said: Said | None) -> tuple[str, ...]:
    if said is None:
        return ()
    from hygiene.remote.catalogue import tools  # read only where it is wanted

    known = {tool.id for tool in tools()}
    for name in words(said):
        if name not in known:
            raise UsageError("not-a-choice", **said.at, value=name, known=", ".join(sorted(known)))
    return words(said)


def _since(said: Said | None, surroundings: Surroundings) -> Since | None:
    if said is None:
        return None
    from hygiene.commandline.since import parse

    try:
        return parse(str(said.value), surroundings.now)
    except UsageError as error:
        raise UsageError(error.text, **{**error.values, **said.at}) from error


def _format(said: Said | None) -> str:
    if said is None:
        return FORMATS[0]
    name = str(said.value)
    if name not in FORMATS:
        text = "format-later" if name in LATER_FORMATS else "not-a-choice"
        raise UsageError(text, **said.at, value=name, known=", ".join(FORMATS))
    return name


def _outputs(said: Said | None) -> tuple[Output, ...]:
    outputs = []
    for name in dict.fromkeys(words(said)):
        path = Path(name)
        format_name = SUFFIXES.get(path.suffix.lower())
        if said is not None and format_name not in FORMATS:
            text = "format-later" if format_name in LATER_FORMATS else "output-suffix"
            value = path.suffix if format_name in LATER_FORMATS else path.name
            known = ", ".join(s for s, f in SUFFIXES.items() if f in FORMATS)
            raise UsageError(text, **said.at, value=value, known=known)
        outputs.append(Output(path, format_name or ""))
    return tuple(outputs)


def _accepted(row: Mapping[str, Said]) -> Accepted:
    check, kind = _text(row, "check") or "", _text(row, "kind")
    if kind is None:
        if "reason" not in row:
            raise UsageError("needs-kind", **row["check"].at)
    elif ":" not in kind:
        from hygiene.kinds import kinds

        if kind not in kinds() or kinds()[kind].check != check:
            known = ", ".join(k.name for k in kinds().values() if k.check == check)
            raise UsageError("unknown-kind", **row["kind"].at, value=kind, known=known or "-")
    from hygiene.browsers.discovery.catalogue import browsers as catalogue

    browser = _text(row, "browser")
    if browser is not None and browser not in catalogue():
        known = ", ".join(catalogue())
        raise UsageError("not-a-choice", **row["browser"].at, value=browser, known=known)
    return Accepted(
        check=check,
        kind=kind,
        browser=browser,
        subject=_text(row, "subject"),
        reason=_text(row, "reason"),
        why=_text(row, "why") or "",
        until=cast(date, row["until"].value),
    )


def _text(said: Mapping[str, Said], key: str) -> str | None:
    return str(said[key].value) if key in said else None


def _path(text: str | None) -> Path | None:
    return Path(text) if text else None
