"""What --help says of the program and of each command, put together from texts/help.toml."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from hygiene.commandline.help import Section, page
from hygiene.texts.say import Language, Template, say, text

_GENERAL = "general"


class Parameter(Protocol):
    """An option or argument, as the command line library describes it."""

    name: Any
    opts: list[str]
    secondary_opts: list[str]
    param_type_name: str
    required: bool


def of_program(
    commands: Mapping[str, Any],
    parameters: Iterable[Parameter],
    path: str,
    language: Language,
    columns: int,
) -> str:
    """The page of `hygiene --help`: commands by panel, then general options.

    Args:
        commands: By name; each tells its panel in `rich_help_panel`.
        parameters: Those of the program itself.
        path: How the program is called.
        language: Of the page.
        columns: Of a line.
    """
    panels: dict[str, list[tuple[str, str]]] = {panel: [] for panel in text("help", "panel")}
    for name, command in commands.items():
        panels[command.rich_help_panel].append((name, _say(language, "command", name, "about")))
    usage = f"{path} {_say(language, 'word', 'commands')} [{_say(language, 'word', 'options')}]"
    sections = [*_sections(panels, language), *_options("", parameters, language)]
    return page(
        f"{_say(language, 'word', 'usage')} {usage}",
        _say(language, "program", "about"),
        _say(language, "program", "more"),
        sections,
        columns,
    )


def of_command(
    name: str, parameters: Iterable[Parameter], path: str, language: Language, columns: int
) -> str:
    """The page of `hygiene NAME --help`."""
    parameters = list(parameters)
    arguments = [
        _value(name, parameter, language)
        for parameter in parameters
        if parameter.param_type_name == "argument"
    ]
    usage = " ".join([path, *arguments, f"[{_say(language, 'word', 'options')}]"])
    more = text("help", "command", name).get("more")
    return page(
        f"{_say(language, 'word', 'usage')} {usage}",
        _say(language, "command", name, "about"),
        say(more, language) if more else "",
        _options(name, parameters, language),
        columns,
    )


def about(command: str, language: Language) -> str:
    """What a command does, in one sentence."""
    return _say(language, "command", command, "about")


def meaning(command: str, parameter: str, language: Language) -> str:
    """What an option or argument does, in one sentence; `command` is empty for the program."""
    return say(_words(command, parameter)["help"], language)


def value_name(command: str, parameter: str, language: Language) -> str:
    """What stands for the value of an option or argument: `FICHIER`; empty where it has none."""
    words = _words(command, parameter)
    return say(words["value"], language) if "value" in words else ""


def installed(shell: str, path: str, language: Language) -> str:
    """What is said once completion is installed."""
    return say(text("help", "note", "completion"), language, None, shell=shell, path=path)


def _options(command: str, parameters: Iterable[Parameter], language: Language) -> list[Section]:
    panels: dict[str, list[tuple[str, str]]] = {panel: [] for panel in text("help", "panel")}
    for parameter in parameters:
        panel = getattr(parameter, "rich_help_panel", None) or _GENERAL
        term = _value(command, parameter, language)
        if parameter.param_type_name == "option":
            names = [*sorted(parameter.opts, key=len), *parameter.secondary_opts]
            term = f"{', '.join(names)} {term}".rstrip()
        panels[panel].append((term, meaning(command, parameter.name, language)))
    return _sections(panels, language)


def _sections(panels: Mapping[str, list[tuple[str, str]]], language: Language) -> list[Section]:
    """The panels that have something in them, under their titles."""
    return [Section(_say(language, "panel", panel), rows) for panel, rows in panels.items() if rows]


def _value(command: str, parameter: Parameter, language: Language) -> str:
    return value_name(command, parameter.name, language)


def _words(command: str, parameter: str) -> Mapping[str, Template]:
    if command:
        own = text("help", "command", command).get("option", {})
        if parameter in own:
            found: Mapping[str, Template] = own[parameter]
            return found
    return text("help", "option", parameter)


def _say(language: Language, *keys: str) -> str:
    return say(text("help", *keys), language)
