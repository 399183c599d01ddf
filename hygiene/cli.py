"""The command line: the only file that knows typer."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer

# typer 0.26 to 0.28 carry their own click under this name (pyproject.toml holds us there).
from typer._click import Context
from typer._click import exceptions as wrong
from typer.core import TyperCommand, TyperGroup

from hygiene.commandline import completion
from hygiene.commandline.console import deaf, put, tell, tolerant, width
from hygiene.commandline.start import Start
from hygiene.commandline.usage import internal, sentence
from hygiene.config.schema import FORMATS, LANGUAGES, PLATFORMS, SEVERITIES
from hygiene.errors import UsageError

if TYPE_CHECKING:
    from typer._click.formatting import HelpFormatter

    from hygiene.texts.say import Language

PROGRAM = "hygiene"
INTERRUPTED = 130
WRONG = 2


class Command(TyperCommand):
    """A command whose help and complaints are in the person's language."""

    allow_extra_args = True  # to refuse them in our own words

    def invoke(self, ctx: Context) -> Any:  # noqa: ANN401 - typer's own signature
        """Run the command; refuse arguments that nothing asks for."""
        if ctx.args:
            raise UsageError("argument-extra", value=" ".join(ctx.args), command=ctx.command_path)
        return super().invoke(ctx)

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Print the help page, and end."""
        from hygiene.commandline.help_pages import of_command

        parameters = self.get_params(ctx)
        language = ctx.obj.language
        put(of_command(self.name or "", parameters, ctx.command_path, language, width()))
        raise typer.Exit


class Group(TyperGroup):
    """The program, with its commands in panels."""

    def resolve_command(self, ctx: Context, args: list[str]) -> Any:  # noqa: ANN401
        """The command that the first argument names."""
        if args[0] not in self.commands and not ctx.resilient_parsing:
            raise UsageError("no-such-command", value=args[0], known=", ".join(self.commands))
        return super().resolve_command(ctx, args)

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Print the help page, and end."""
        from hygiene.commandline.help_pages import of_program

        language = ctx.obj.language
        put(of_program(self.commands, self.get_params(ctx), PROGRAM, language, width()))
        raise typer.Exit


def _offer(words: completion.Offer) -> Callable[[Context], completion.Words]:
    def offer(ctx: Context) -> completion.Words:
        return words(ctx.obj.surroundings, ctx.obj.language)

    return offer


def _option(panel: str, *names: str, words: completion.Offer | None = None) -> Any:  # noqa: ANN401 - so does typer.Option
    """An option of one panel of the help, and what the Tab key offers for it."""
    return typer.Option(
        *names, rich_help_panel=panel, autocompletion=_offer(words) if words else None
    )


_what = partial(_option, "what")
_show = partial(_option, "show")
_end = partial(_option, "end")
_general = partial(_option, "general")

_LANGUAGES = completion.among(*LANGUAGES)
_PLATFORMS = completion.among(*PLATFORMS)

Lang = Annotated[str | None, _general("--lang", words=_LANGUAGES)]

app = typer.Typer(
    cls=Group,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)


@app.callback(invoke_without_command=True)
def program(
    ctx: Context,
    lang: Lang = None,
    version: Annotated[bool, typer.Option("--version")] = False,
) -> None:
    """What you leave behind on a shared computer, and the gesture that removes it."""
    if version:
        from hygiene import __version__

        put(f"{PROGRAM} {__version__}")
        raise typer.Exit
    if ctx.invoked_subcommand is None:
        raise UsageError("no-command")


def _lang(ctx: Context) -> str | None:
    """What `--lang` says, after the command or before it."""
    before = ctx.parent.params if ctx.parent else {}
    said: str | None = ctx.params["lang"] or before.get("lang")
    return said


@app.command(cls=Command, rich_help_panel="leave")
def check(
    ctx: Context,
    root: Annotated[str | None, _what("--root")] = None,
    platform: Annotated[str | None, _what("--platform", words=_PLATFORMS)] = None,
    user: Annotated[list[str] | None, _what("--user")] = None,
    all_users: Annotated[bool | None, _what("--all-users")] = None,
    only: Annotated[list[str] | None, _what("--only", words=completion.checks)] = None,
    skip: Annotated[list[str] | None, _what("--skip", words=completion.checks)] = None,
    since: Annotated[str | None, _what("--since", words=completion.MOMENTS)] = None,
    own_computer: Annotated[bool | None, _what("--own-computer")] = None,
    builtin_only: Annotated[bool | None, _what("--builtin-only")] = None,
    timeout: Annotated[str | None, _what("--timeout")] = None,
    format: Annotated[str | None, _show("--format", "-f", words=completion.among(*FORMATS))] = None,
    output: Annotated[list[str] | None, _show("--output", "-o")] = None,
    lang: Annotated[str | None, _show("--lang", words=_LANGUAGES)] = None,
    names: Annotated[bool | None, _show("--names/--no-names")] = None,
    plain: Annotated[bool | None, _show("--plain")] = None,
    quiet: Annotated[bool | None, _show("--quiet")] = None,
    verbose: Annotated[bool | None, _show("--verbose")] = None,
    fail_on: Annotated[str | None, _end("--fail-on", words=completion.among(*SEVERITIES))] = None,
    exit_zero: Annotated[bool | None, _end("--exit-zero")] = None,
) -> int:
    """Look at what is left on this computer, and tell how to remove it."""
    from hygiene.commands.check import run

    return run({**ctx.params, "lang": _lang(ctx)}, ctx.obj.surroundings)


@app.command("list", cls=Command, rich_help_panel="understand")
def list_(
    ctx: Context,
    format: Annotated[
        str | None, _general("--format", "-f", words=completion.among("terminal", "json"))
    ] = None,
    lang: Lang = None,
) -> int:
    """The guide's eight rules, and the checks that serve each."""
    from hygiene.commands.list import run

    return run(format or "terminal", _lang(ctx), ctx.obj.surroundings)


@app.command(cls=Command, rich_help_panel="understand")
def explain(
    ctx: Context,
    check: Annotated[str, typer.Argument(autocompletion=_offer(completion.checks))],
    browser: Annotated[str | None, _general("--browser", words=completion.browsers)] = None,
    platform: Annotated[str | None, _general("--platform", words=_PLATFORMS)] = None,
    lang: Lang = None,
) -> int:
    """One check in full: why, what is counted, what to do."""
    from hygiene.commands.explain import run

    return run(check, browser, platform, _lang(ctx), ctx.obj.surroundings)


@app.command(cls=Command, rich_help_panel="understand")
def password(ctx: Context, lang: Lang = None) -> int:
    """Rate a password typed at a hidden prompt."""
    from hygiene.commands.password import run

    return run(_lang(ctx), ctx.obj.surroundings)


def main() -> None:
    """Run the program and end it with its exit code; a traceback never reaches the person."""
    tolerant()
    start: Start | None = None
    try:
        start = Start(sys.argv[1:])
        code = _run(start)
    except KeyboardInterrupt:
        code = INTERRUPTED
    except BrokenPipeError:
        deaf()
        code = WRONG
    except UsageError as error:
        code = _complain(error, start)
    except wrong.ClickException as error:
        code = _complain(_usage(error, start), start)
    except Exception as error:
        if os.environ.get("HYGIENE_DEBUG") == "1":
            raise
        # 2 as well: schedulers take 0, 1 and 3 as "it ran".
        code = _complain(internal(error), start)
    if code == INTERRUPTED:
        # At once: a normal end would wait for threads that still read.
        os._exit(code)
    sys.exit(code)


def _run(start: Start) -> int:
    group = typer.main.get_command(app)
    for parameter in group.params:
        if parameter.name == "install_completion":
            parameter.callback = _install_completion
    if f"_{PROGRAM.upper()}_COMPLETE" in os.environ:
        _translate(group, start.language)
    code = group.main(start.arguments, prog_name=PROGRAM, standalone_mode=False, obj=start)
    return code if isinstance(code, int) else 0


def _translate(group: Any, language: Language) -> None:  # noqa: ANN401 - typer's private type
    """Put the texts where completion looks for them."""
    from hygiene.commandline.help_pages import about, meaning

    for parameter in group.params:
        parameter.help = meaning("", parameter.name, language)
    for name, command in group.commands.items():
        command.short_help = about(name, language)
        for parameter in command.params:
            parameter.help = meaning(name, parameter.name, language)


def _install_completion(ctx: Context, parameter: object, value: object) -> None:
    """Install completion for the person's shell, in our own words."""
    if not value or ctx.resilient_parsing:
        return
    from typer import _completion_shared as shells

    from hygiene.commandline.help_pages import installed

    known = [shell.value for shell in shells.Shells]
    name = shells._get_shell_name()
    if name not in known:
        raise UsageError("no-such-shell", known=", ".join(known))
    shell, path = shells.install(shell=name, prog_name=PROGRAM)
    put(installed(shell, str(path), ctx.obj.language))
    raise typer.Exit


def _usage(error: wrong.ClickException, start: Start | None) -> UsageError:
    """The same complaint as one of ours, to be said in either language."""
    context = error.ctx if isinstance(error, wrong.UsageError) else None
    command = context.command_path if context else PROGRAM
    if isinstance(error, wrong.NoSuchOption):
        if error.possibilities:
            known = ", ".join(sorted(error.possibilities))
            return UsageError("no-such-option-but", value=error.option_name, known=known)
        return UsageError("no-such-option", value=error.option_name, command=command)
    if isinstance(error, wrong.BadOptionUsage):
        needs = "requires" in error.message
        text = "option-needs-value" if needs else "option-takes-no-value"
        return UsageError(text, value=error.option_name, command=command)
    if isinstance(error, wrong.MissingParameter) and error.param and context and start:
        from hygiene.commandline.help_pages import value_name

        value = value_name(context.info_name or "", error.param.name or "", start.language)
        return UsageError("argument-missing", value=value, command=command)
    return UsageError("other", value=error.format_message())


def _complain(error: UsageError, start: Start | None) -> int:
    """Say what is wrong, in one line on standard error."""
    tell(sentence(error, start.language if start else "en"))
    return WRONG
