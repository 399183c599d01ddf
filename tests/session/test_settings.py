"""How a Linux session opens and locks, by the files that set it."""

from __future__ import annotations

import subprocess
from base64 import b64decode
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hygiene.clock import Clock, Deadline
from hygiene.errors import CannotLook, NotHere, Reason
from hygiene.filesystem import open_tree
from hygiene.machine import Home, Machine
from hygiene.session.autologin import automatic_login
from hygiene.session.groups import judged
from hygiene.session.gvdb import values
from hygiene.session.linux import guest
from hygiene.session.lock import screen_lock
from hygiene.session.restoring import restoring
from hygiene.session.state import State
from tests.demands import need_command
from tests.roots import NOW

#: What `dconf compile` (0.40, Debian 12) made of lock-enabled=false, lock-delay=uint32 30,
#: idle-delay=uint32 0 and a gtk-theme.
DCONF = b64decode(
    b"R1ZhcmlhbnQAAAAAAAAAABgAAABUAQAAAAAAKAsAAAAAAAAAAgAAAAMAAAAEAAAABgAAAAcAAAAJAAAACgAAAAoA"
    b"AAALAAAACwAAAObJGdUKAAAAVAEAAAoAdgBgAQAAZgEAALmI/doDAAAAZgEAAAgATABwAQAAfAEAADnFO08BAAAA"
    b"fAEAAAoATACIAQAAjAEAALC3JDAIAAAAjAEAAAYATACUAQAAmAEAANS1AgD/////mAEAAAEATACcAQAAoAEAAKrN"
    b"k2AHAAAAoAEAAAwAdgCwAQAAswEAAM7iXXAHAAAAswEAAAoAdgDAAQAAxgEAACm5D8YBAAAAxgEAAAwATADUAQAA"
    b"3AEAAEtQkAsEAAAA3AEAAAQATADgAQAA5AEAAJ8JhzMCAAAA5AEAAAkAdgDwAQAA9AEAAIyH3WYBAAAA9AEAAAgA"
    b"TAD8AQAAAAIAAGlkbGUtZGVsYXkAAAAAAAAAdWRlc2t0b3AvAAACAAAABwAAAAoAAABpbnRlcmZhY2UvAAAJAAAA"
    b"Z25vbWUvAAABAAAALwAAAAgAAABsb2NrLWVuYWJsZWQAAAAAAABibG9jay1kZWxheQAAAB4AAAAAdXNjcmVlbnNh"
    b"dmVyLwAABgAAAAUAAABvcmcvAwAAAGd0ay10aGVtZQAAAHgAAHNzZXNzaW9uLwAAAAA="
)
SCREENSAVER = "/org/gnome/desktop/screensaver"
IDLE = "/org/gnome/desktop/session/idle-delay"


def write(disk: Path, path: str, content: str | bytes) -> None:
    file = disk / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content if isinstance(content, bytes) else content.encode())


def opens(disk: Path) -> bool:
    return [state.subject for state in automatic_login(open_tree(disk))] == ["auto-login"]


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("etc/gdm3/daemon.conf", "[daemon]\nAutomaticLoginEnable=true\nAutomaticLogin=a", True),
        ("etc/gdm3/daemon.conf", "[daemon]\nAutomaticLoginEnable = True\nAutomaticLogin = a", True),
        ("etc/gdm3/daemon.conf", "[daemon]\n#AutomaticLoginEnable=true\nAutomaticLogin=a", False),
        ("etc/gdm3/daemon.conf", "[daemon]\nAutomaticLoginEnable=true\n", False),
        ("etc/gdm/custom.conf", "[daemon]\nTimedLoginEnable=true\nTimedLogin=a", True),
        ("etc/lightdm/lightdm.conf", "[Seat:*]\nautologin-user=a\n", True),
        ("etc/lightdm/lightdm.conf", "[Seat:*]\n#autologin-user=\n", False),
        ("etc/lightdm/lightdm.conf.d/9.conf", "[SeatDefaults]\nautologin-guest=true\n", True),
        ("etc/lightdm/lightdm.conf.d/9.txt", "[SeatDefaults]\nautologin-guest=true\n", False),
        ("etc/sddm.conf.d/a.conf", "[Autologin]\nUser=a\nSession=plasma\n", True),
        ("etc/sddm.conf", "[Autologin]\nUser=\n", False),
        (
            "etc/systemd/system/getty@tty1.service.d/x.conf",
            "[Service]\nExecStart=\nExecStart=-/sbin/agetty --autologin a --noclear %I\n",
            True,
        ),
        (
            "etc/systemd/system/getty@tty1.service.d/x.conf",
            "[Service]\nExecStart=-/sbin/agetty --noclear %I\n",
            False,
        ),
    ],
)
def test_automatic_log_in_is_what_each_log_in_screen_is_told(
    tmp_path: Path, path: str, text: str, expected: bool
) -> None:
    write(tmp_path, path, text)
    assert opens(tmp_path) is expected


def test_the_last_file_wins(tmp_path: Path) -> None:
    write(tmp_path, "etc/lightdm/lightdm.conf.d/1.conf", "[Seat:*]\nautologin-user=a\n")
    write(tmp_path, "etc/lightdm/lightdm.conf", "[Seat:*]\nautologin-user=\n")
    assert not opens(tmp_path)


def test_a_log_in_screen_that_is_not_used_says_nothing(tmp_path: Path) -> None:
    write(tmp_path, "etc/sddm.conf", "[Autologin]\nUser=a\n")
    unit = tmp_path / "etc/systemd/system/display-manager.service"
    unit.parent.mkdir(parents=True)
    unit.symlink_to("/lib/systemd/system/gdm3.service")
    assert not opens(tmp_path)


def lock(folder: Path, desktop: str) -> list[State]:
    tree = open_tree(folder)
    machine = Machine("linux", True, Deadline.after(60), NOW, clock=Clock(NOW))
    home = Home(machine, "a", tree, "home/a", True, clock=Clock(NOW))
    return list(screen_lock(home, tree, desktop))


def test_a_database_of_dconf_tells_only_what_is_asked() -> None:
    assert values(DCONF, {f"{SCREENSAVER}/lock-enabled", IDLE}) == {
        f"{SCREENSAVER}/lock-enabled": False,
        IDLE: 0,
    }
    assert values(DCONF, {"/org/gnome/desktop/interface/gtk-theme"}) == {}


def test_what_the_real_dconf_writes_is_read_back(tmp_path: Path) -> None:
    need_command("dconf", "dconf")
    write(tmp_path, "keys/00", "[org/mate/screensaver]\nlock-enabled=true\nn=-5\n")
    subprocess.run(["dconf", "compile", tmp_path / "db", tmp_path / "keys"], check=True, timeout=30)
    keys = {"/org/mate/screensaver/lock-enabled", "/org/mate/screensaver/n"}
    assert values((tmp_path / "db").read_bytes(), keys) == dict(
        zip(sorted(keys), [True, -5], strict=True)
    )


@given(st.binary(max_size=300), st.integers(0, 500))
def test_a_damaged_database_is_told_and_ends(noise: bytes, at: int) -> None:
    for data in (noise, b"GVariant" + noise, DCONF[:at] + noise + DCONF[at + len(noise) :]):
        try:
            values(data, {IDLE})
        except CannotLook as cause:
            assert cause.reason in (Reason.DAMAGED, Reason.UNSUPPORTED)


def test_gnome_without_settings_locks_by_itself(tmp_path: Path) -> None:
    assert lock(tmp_path, "ubuntu:GNOME") == []


def test_gnome_that_never_locks_is_told(tmp_path: Path) -> None:
    write(tmp_path, "home/a/.config/dconf/user", DCONF)
    assert lock(tmp_path, "GNOME") == [State("no-lock")]


def test_what_the_keeper_sets_and_locks_wins(tmp_path: Path) -> None:
    write(tmp_path, "etc/dconf/profile/user", "user-db:user\nsystem-db:local\n")
    write(tmp_path, "etc/dconf/db/local", DCONF)
    assert lock(tmp_path, "GNOME") == [State("no-lock")]
    write(tmp_path, "home/a/.config/dconf/user", b"GVariant" + b"\0" * 40)
    with pytest.raises(CannotLook):
        lock(tmp_path, "GNOME")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("[Daemon]\nAutolock=false\n", ["no-lock"]),
        ("[Daemon]\nTimeout=0\n", ["no-lock"]),
        ("[Daemon]\nTimeout=10\n", []),
        ("[Daemon]\nTimeout=15\nLockGrace=60\n", ["slow-lock"]),
        ("[Daemon]\nTimeout=99999999999999\n", []),
        ("[Other]\nAutolock=false\n", []),
    ],
)
def test_kde_locks_as_its_file_says(tmp_path: Path, text: str, expected: list[str]) -> None:
    write(tmp_path, "home/a/.config/kscreenlockerrc", text)
    assert [state.subject for state in lock(tmp_path, "KDE")] == expected


@pytest.mark.parametrize("desktop", ["", "XFCE", "sway", "\x1b[2J"])
def test_a_desktop_that_we_do_not_know_is_no_clean_bill(tmp_path: Path, desktop: str) -> None:
    with pytest.raises(CannotLook) as caught:
        lock(tmp_path, desktop)
    assert (caught.value.reason, caught.value.source) == (Reason.UNSUPPORTED, "screen lock")


OVERLAYROOT = "overlayroot / overlay rw,lowerdir=/media/root-ro,upperdir=/media/root-rw/overlay 0 0"
DOCKER = "overlay / overlay rw,lowerdir=/l,upperdir=/var/lib/docker/overlay2/x/diff 0 0"


@pytest.mark.parametrize(
    ("mounts", "settings", "expected"),
    [
        (OVERLAYROOT, 'overlayroot="tmpfs"', ["restored"]),
        ("/dev/sda1 / ext4 rw 0 0", 'overlayroot="tmpfs"', ["thawed"]),
        (DOCKER, 'overlayroot="tmpfs:swap=1"', ["thawed"]),
    ],
)
def test_a_computer_that_forgets_is_told_apart_from_one_that_only_should(
    tmp_path: Path, mounts: str, settings: str, expected: list[str]
) -> None:
    write(tmp_path, "proc/self/mounts", f"proc /proc proc rw 0 0\n{mounts}\n")
    write(tmp_path, "etc/overlayroot.conf", f"# overlayroot=x\n{settings}\n")
    assert [state.subject for state in restoring(open_tree(tmp_path))] == expected


@pytest.mark.parametrize("settings", [None, 'overlayroot=""', 'overlayroot="disabled"', "# none"])
def test_where_nothing_forgets_the_question_does_not_apply(
    tmp_path: Path, settings: str | None
) -> None:
    write(tmp_path, "proc/self/mounts", f"{DOCKER}\n")
    if settings is not None:
        write(tmp_path, "etc/overlayroot.conf", settings)
    with pytest.raises(NotHere):
        list(restoring(open_tree(tmp_path)))


def test_an_administrator_is_known_by_the_groups() -> None:
    assert list(judged(["users", "sudo"], ("sudo", "wheel"))) == [State("administrator")]
    assert list(judged(["users", "audio"], ("sudo", "wheel"))) == []


def test_a_guest_is_known_by_the_name() -> None:
    assert list(guest("guest-x7ab2")) == [State("guest")]
    with pytest.raises(NotHere):
        list(guest("alice"))
