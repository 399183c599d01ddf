"""`hygiene check` opens no connection but to the local system bus, and starts no program."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

if sys.platform != "linux":
    pytest.skip("network namespaces and the system bus are Linux's", allow_module_level=True)

from tests.buses import private_bus
from tests.command import Ran
from tests.demands import cannot_run, need_command
from tests.roots import FakeRoot
from tests.wifi.standin import ROOT, SETTINGS, NetworkManager, Point, Saved

from .computer import SUITE

CHECK = ("check", "--format", "json", "--lang", "en")

#: What Python tells an audit hook (its "audit events table") of the network and of programs.
WATCHED = tuple(
    "socket. subprocess. os.exec os.fork os.posix_spawn os.spawn os.system pty. urllib. http."
    " ftplib. imaplib. poplib. smtplib. webbrowser.".split()
)
#: Parts of Python that speak to the network and to nothing else.
NETWORK = ("ssl", "_ssl", "http.client", "urllib.request", "ftplib", "smtplib", "asyncio")

#: The rooms of commands that may start programs or speak to loopback; `check` enters none of them.
OTHER_COMMANDS = {"commands", "demo", "guide", "schedule"}
#: Who else may: two programs of macOS, and the system bus.
MAY = {
    "hygiene/dbus/conversation.py": {"socket"},
    "hygiene/passwords/pwpolicy.py": {"subprocess"},
    "hygiene/wifi/macos.py": {"subprocess"},
}

# The command, with a hook that Python itself calls before the deed and that cannot be taken away.
_HOOKED = """
import atexit, json, os, sys
seen = []
watched = tuple(json.loads(sys.argv.pop(1)))
modules = json.loads(sys.argv.pop(1))
file = os.open(sys.argv.pop(1), os.O_WRONLY | os.O_CREAT)
def hook(event, arguments):
    if event.startswith(watched):
        seen.append([event, [str(each) for each in arguments[1:]], str(arguments[:1])])
def told():
    found = [name for name in modules if name in sys.modules]
    os.write(file, json.dumps({"seen": seen, "modules": found}).encode())
atexit.register(told)
sys.addaudithook(hook)
if sys.argv[1] != "check":
    exec(sys.argv[1])
else:
    from hygiene.__main__ import main
    main()
"""


class Watched(NamedTuple):
    """How a run ended, what Python told the hook, which modules of the network it had loaded."""

    ran: Ran
    events: list[tuple[str, str]]
    modules: list[str]


def watched(folder: Path, *words: str, address: str = "", home: Path | None = None) -> Watched:
    """Run the command on this computer under the hook."""
    told = folder / "told.json"
    done = subprocess.run(
        [
            sys.executable,
            "-I",
            "-c",
            _HOOKED,
            json.dumps(WATCHED),
            json.dumps(NETWORK),
            told,
            *words,
        ],
        env=environ(home or folder, address),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    found = json.loads(told.read_text())
    events = [(event, " ".join(arguments)) for event, arguments, _ in found["seen"]]
    return Watched(Ran(done.returncode, done.stdout, done.stderr), events, found["modules"])


def environ(home: Path, address: str = "") -> dict[str, str]:
    """The environment of somebody with this home and this system bus."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("HYGIENE_")}
    bus = address or f"unix:path={home}/no-bus"
    return {**kept, "HOME": str(home), "DBUS_SYSTEM_BUS_ADDRESS": bus}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A copied home with something to look at in each family of browsers."""
    made = FakeRoot(tmp_path / "home", disk=False).home()
    (made.chromium().path / "History").touch()
    made.firefox()
    (made.path / "Downloads").mkdir()
    (made.path / "Downloads/avis.pdf").touch()
    return made.path


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    with private_bus(tmp_path) as found:
        yield found


def connections(events: list[tuple[str, str]]) -> list[str]:
    return [arguments for event, arguments in events if event == "socket.connect"]


def test_without_a_bus_nothing_is_connected_and_nothing_started(home: Path, tmp_path: Path) -> None:
    seen = watched(tmp_path, *CHECK, home=home)
    assert seen.ran.report["summary"]["findings"] is not None
    assert (seen.events, seen.modules) == ([], [])


def test_the_only_connection_is_to_the_local_system_bus(
    home: Path, tmp_path: Path, address: str
) -> None:
    with NetworkManager(address, [Point(b"Biblio")], [Saved(b"Biblio")], 0):
        seen = watched(tmp_path, *CHECK, address=address, home=home)
    (socket,) = set(connections(seen.events))
    assert f"path={socket}," in f"{address},"
    assert {event for event, _ in seen.events} == {"socket.__new__", "socket.connect"}
    # 1 is AF_UNIX.
    assert {a.split()[0] for event, a in seen.events if event == "socket.__new__"} == {"1"}
    assert seen.modules == []


@pytest.mark.parametrize(
    ("deed", "event"),
    [
        ("import socket; socket.getaddrinfo('localhost', 1)", "socket.getaddrinfo"),
        ("import socket; socket.socket().connect(('127.0.0.1', 9))", "socket.connect"),
        (
            "import socket; socket.socket(type=socket.SOCK_DGRAM).sendto(b'', ('127.0.0.1', 9))",
            "socket.sendto",
        ),
        ("import subprocess; subprocess.run(['true'])", "subprocess.Popen"),
        ("import os; os.system('true')", "os.system"),
    ],
)
def test_the_hook_does_see(deed: str, event: str, tmp_path: Path) -> None:
    assert event in {event for event, _ in watched(tmp_path, deed).events}


def test_a_bus_on_another_computer_is_no_bus(home: Path, tmp_path: Path) -> None:
    seen = watched(tmp_path, *CHECK, address="tcp:host=127.0.0.1,port=9", home=home)
    assert seen.events == []


def test_it_works_where_there_is_no_network_at_all(home: Path, tmp_path: Path) -> None:
    need_command("unshare", SUITE)
    alone = ["unshare", "-n"] if os.geteuid() == 0 else ["unshare", "-r", "-n"]
    if subprocess.run([*alone, "true"], capture_output=True).returncode:
        cannot_run("nobody can make a network namespace here", SUITE)
    command = [sys.executable, "-I", "-m", "hygiene", *CHECK, "--root", str(home)]
    without, beside = (
        subprocess.run([*before, *command], env=environ(home), capture_output=True, check=False)
        for before in (alone, [])
    )
    links = subprocess.run([*alone, "cat", "/proc/self/net/dev"], capture_output=True, text=True)
    assert [line.split(":")[0].strip() for line in links.stdout.splitlines()[2:]] == ["lo"]
    assert without.returncode == beside.returncode
    assert found(without.stdout) == found(beside.stdout)


def found(report: bytes) -> object:
    """What a report says, its moment aside."""
    value = json.loads(report)
    return value["summary"], value["checks"]


def test_networkmanager_is_asked_for_what_it_knows_and_for_nothing_else(
    home: Path, tmp_path: Path, address: str
) -> None:
    kept = [Saved(b"Gare"), Saved(b"Biblio", "wpa-psk")]
    with NetworkManager(address, [Point(b"Gare"), Point(b"Biblio", 1, 0, 0x188)], kept, 0) as asked:
        seen = watched(tmp_path, *CHECK, address=address, home=home)
        calls = {(call.path, call.method) for call in asked.calls}
    outcomes = {check["id"]: check["outcome"] for check in seen.ran.report["checks"]}
    assert outcomes["wifi"] == "found"
    assert calls == {
        (ROOT, "GetManagedObjects"),
        (f"{SETTINGS}/0", "GetSettings"),
        (f"{SETTINGS}/1", "GetSettings"),
    }


def test_only_a_written_list_of_modules_could_start_a_program_or_connect() -> None:
    root = Path(__file__).parents[2]
    able = {"socket", "subprocess", "pty", "webbrowser", *NETWORK, "imaplib", "poplib", "urllib"}
    found: dict[str, set[str]] = {}
    for file in (*root.glob("hygiene/**/*.py"), *root.glob("checks/*.py")):
        path = file.relative_to(root)
        if path.parts[1] in OTHER_COMMANDS:
            continue
        if imported := imports(file) & able:
            found[path.as_posix()] = imported
    assert found == MAY


def imports(file: Path) -> set[str]:
    """What a module imports, at its top or later; `urllib.parse` reads text and nothing else."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names |= {str(node.module)} | {f"{node.module}.{each.name}" for each in node.names}
    return names
