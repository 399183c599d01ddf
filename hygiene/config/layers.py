"""Who says what, in rising order: the keeper's file, the person's, the environment, the arguments.

The environment of root is heard, root's own file is not: whoever starts a process as root chose
its environment, but under sudo the home folder may be somebody else's.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from hygiene.commandline.language import named
from hygiene.config.files import NOTHING, Said, Settings, read, words
from hygiene.config.schema import SPOKEN, typed, written
from hygiene.errors import UsageError

if TYPE_CHECKING:
    from hygiene.commandline.surroundings import Surroundings
    from hygiene.texts.say import Language

PREFIX = "HYGIENE_"
PUBLIC = "public-terminal"
#: All that a public terminal lets its users set: the rest would be the previous person's choice.
HARMLESS = ("lang", "plain")


class Heard(NamedTuple):
    """What was said once everybody has spoken, the loudest voice kept.

    `said` holds options and keys of the files' top by name; `accepted` and `services` the rows of
    both files, the keeper's first;
    `allowed` the only plugins the keeper lets in, None without limit; `ignored` what a public
    terminal did not hear; `trusted` the Wi-Fi networks that both files vouch for; `programs` the
    remote-control programs that the keeper wants here.
    """

    said: Mapping[str, Said]
    accepted: tuple[Mapping[str, Said], ...] = ()
    allowed: tuple[str, ...] | None = None
    ignored: tuple[str, ...] = ()
    services: tuple[Mapping[str, Said], ...] = ()
    trusted: tuple[str, ...] = ()
    programs: Said | None = None


def hear(given: Mapping[str, object], surroundings: Surroundings) -> Heard:
    """What everybody says.

    Raises:
        UsageError: A file or a variable is wrong, or one voice contradicts itself.
    """
    keeper = read(surroundings.system_file, system=True)
    public = "place" in keeper.top and keeper.top["place"].value == PUBLIC
    person, deaf = _person(surroundings, public)
    environment, unheard = _environment(surroundings.environ, public)
    said: dict[str, Said] = {}
    for layer in (_flat(keeper), _flat(person), environment, _arguments(given)):
        whose = layer.keys() & {"user", "all_users"}
        if len(whose) == 2 and layer["all_users"].value:
            raise UsageError("user-or-all", **layer["all_users"].at)
        if whose:
            # The louder voice chooses whose homes: `--user` also undoes `all_users` of a file.
            said.pop("user", None)
            said.pop("all_users", None)
        said |= layer
    allow = keeper.tables.get("plugins", {}).get("allow")
    allowed = words(allow) if allow else () if surroundings.privileged else None
    accepted, services = (
        (*keeper.rows.get(name, ()), *person.rows.get(name, ()))
        for name in ("accepted", "services")
    )
    trusted = (
        name
        for settings in (keeper, person)
        for name in words(settings.tables.get("wifi", {}).get("trusted"))
    )
    return Heard(
        said,
        accepted,
        allowed,
        (*deaf, *unheard),
        services,
        tuple(trusted),
        keeper.tables.get("remote-access", {}).get("allowed"),
    )


def language_said(surroundings: Surroundings) -> Language | None:
    """The language that the environment or a file asks for; None if none can be understood.

    This is for help and errors, which must be said whatever is wrong with the settings.
    """
    said = surroundings.environ.get(f"{PREFIX}LANG")
    if not said:
        try:
            heard = hear({}, surroundings).said.get("lang")
        except UsageError:
            return None
        said = str(heard.value) if heard else ""
    return named(said)


def _person(surroundings: Surroundings, public: bool) -> tuple[Settings, tuple[str, ...]]:
    if surroundings.privileged:
        return NOTHING, ()
    try:
        person = read(surroundings.user_file, system=False)
    except UsageError:
        if public:
            # On a shared account the previous person wrote it: it must not stop the next one.
            return NOTHING, (str(surroundings.user_file),)
        raise
    if not public:
        return person, ()
    kept = {key: said for key, said in person.top.items() if key in HARMLESS}
    ignored = [*(person.top.keys() - kept.keys()), *person.tables, *person.rows]
    return Settings(kept, {}, {}), tuple(sorted(ignored))


def _environment(
    environ: Mapping[str, str], public: bool
) -> tuple[dict[str, Said], tuple[str, ...]]:
    layer: dict[str, Said] = {}
    ignored = []
    for key, setting in SPOKEN.items():
        name = PREFIX + key.upper()
        text = environ.get(name, "").strip()
        if not text:
            continue
        if public and key not in HARMLESS:
            ignored.append(name)
            continue
        at = {"name": name}
        try:
            value = written(setting, text, at, os.pathsep if setting.paths else ",")
        except UsageError:
            if public:
                ignored.append(name)
                continue
            raise
        layer[key] = Said(value, at)
    return layer, tuple(ignored)


def _arguments(given: Mapping[str, object]) -> dict[str, Said]:
    layer: dict[str, Said] = {}
    for key, value in given.items():
        if isinstance(value, tuple):
            value = list(value)
        if value is None or value == []:
            continue
        at = {"name": f"--{key.replace('_', '-')}"}
        setting = SPOKEN[key]
        if isinstance(value, str):
            layer[key] = Said(written(setting, value, at), at)
        else:
            layer[key] = Said(typed(setting, value, at), at)
    return layer


def _flat(settings: Settings) -> dict[str, Said]:
    return {**settings.top, **settings.tables.get("check", {})}
