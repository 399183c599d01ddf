"""Whether a Linux desktop locks its screen, by the files that set it."""

from __future__ import annotations

from base64 import b64decode
from pathlib import Path

import pytest

from hygiene.clock import Clock, Deadline
from hygiene.errors import CannotLook, Reason
from hygiene.filesystem import open_tree
from hygiene.machine import Home, Machine
from hygiene.machine.processes import own_processes
from hygiene.session.linux_lock import screen_lock
from hygiene.session.state import State
from tests.programs import program
from tests.roots import NOW
from tests.session.test_gvdb import DCONF, IDLE, SCREENSAVER

#: What `dconf compile` (0.40) made of lock-enabled=true, lock-delay=uint32 0 and idle-delay=uint32
#: 300.
LOCKS = b64decode(
    b"R1ZhcmlhbnQAAAAAAAAAABgAAAAcAQAAAAAAKAkAAAAAAAAAAwAAAAUAAAAGAAAABgAAAAcAAAAIAAAACAAAAAkAAADm"
    b"yRnVCAAAABwBAAAKAHYAKAEAAC4BAAC5iP3aBQAAAC4BAAAIAEwAOAEAAEABAACqzZNgBgAAAEABAAAMAHYAUAEAAFMB"
    b"AABLUJALBwAAAFMBAAAEAEwAWAEAAFwBAADO4l1wBgAAAFwBAAAKAHYAaAEAAG4BAACwtyQwAwAAAG4BAAAGAEwAdAEA"
    b"AHgBAAApuQ/GAQAAAHgBAAAMAEwAhAEAAIwBAADUtQIA/////4wBAAABAEwAkAEAAJQBAACMh91mAQAAAJQBAAAIAEwA"
    b"nAEAAKABAABpZGxlLWRlbGF5AAAsAQAAAHVkZXNrdG9wLwAABgAAAAgAAABsb2NrLWVuYWJsZWQAAAAAAQBib3JnLwAF"
    b"AAAAbG9jay1kZWxheQAAAAAAAAB1Z25vbWUvAQAAAHNjcmVlbnNhdmVyLwQAAAACAAAALwAAAAMAAABzZXNzaW9uLwAA"
    b"AAA="
)
#: The same of light-locker's lock-after-screensaver=uint32 0.
NEVER_LOCKS = b64decode(
    b"R1ZhcmlhbnQAAAAAAAAAABgAAACQAAAAAAAAKAQAAAAAAAAAAQAAAAIAAAACAAAA1LUCAP////+QAAAAAQBMAJQAAACY"
    b"AAAAIdHBoAMAAACYAAAAFgB2ALAAAAC2AAAAFxmcfAAAAAC2AAAABQBMALwAAADAAAAAa9qyYgIAAADAAAAADQBMANAA"
    b"AADUAAAALwAAAAIAAABsb2NrLWFmdGVyLXNjcmVlbnNhdmVyAAAAAAAAAHVhcHBzLwADAAAAbGlnaHQtbG9ja2VyLwAA"
    b"AAEAAAA="
)
XFCE = "home/a/.config/xfce4/xfconf/xfce-perchannel-xml/xfce4-screensaver.xml"
KEEPERS = XFCE.replace("home/a/.config", "etc/xdg")
#: Written by the real xfconfd 4.18 (Debian 12, 2026), which was told these four.
WRITTEN = """<?xml version="1.0" encoding="UTF-8"?>

<channel name="xfce4-screensaver" version="1.0">
  <property name="lock" type="empty">
    <property name="enabled" type="bool" value="true"/>
    <property name="saver-activation" type="empty">
      <property name="delay" type="int" value="3"/>
    </property>
  </property>
  <property name="saver" type="empty">
    <property name="idle-activation" type="empty">
      <property name="delay" type="int" value="20"/>
    </property>
    <property name="enabled" type="bool" value="true"/>
  </property>
</channel>
"""
NEVER = WRITTEN.replace(
    '"enabled" type="bool" value="true"', '"enabled" type="bool" value="false"', 1
)


def write(disk: Path, path: str, content: str | bytes) -> None:
    file = disk / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content if isinstance(content, bytes) else content.encode())


def lock(folder: Path, desktop: str, *running: str) -> list[State]:
    tree = open_tree(folder)
    machine = Machine("linux", True, Deadline.after(60), NOW, clock=Clock(NOW))
    home = Home(machine, "a", tree, "home/a", True, clock=Clock(NOW))
    return list(screen_lock(home, tree, desktop, lambda: running))


def test_gnome_without_settings_locks_by_itself(tmp_path: Path) -> None:
    assert lock(tmp_path, "ubuntu:GNOME") == []


def test_gnome_that_never_locks_is_told(tmp_path: Path) -> None:
    write(tmp_path, "home/a/.config/dconf/user", DCONF)
    assert lock(tmp_path, "GNOME") == [State("no-lock")]


def test_what_the_keeper_sets_and_locks_wins(tmp_path: Path) -> None:
    write(tmp_path, "etc/dconf/profile/user", "user-db:user\nsystem-db:local\n")
    write(tmp_path, "etc/dconf/db/local", DCONF)
    assert lock(tmp_path, "GNOME") == [State("no-lock")]
    write(tmp_path, "home/a/.config/dconf/user", LOCKS)
    assert lock(tmp_path, "GNOME") == []
    write(tmp_path, "etc/dconf/db/local.d/locks/screen", f"{SCREENSAVER}/lock-enabled\n{IDLE}\n")
    assert lock(tmp_path, "GNOME") == [State("no-lock")]


def test_a_damaged_database_is_no_clean_bill(tmp_path: Path) -> None:
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


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (None, []),
        (WRITTEN, [State("slow-lock", facts={"minutes": 23})]),
        (WRITTEN.replace('"20"', '"12"'), []),
        (NEVER, [State("no-lock")]),
        (WRITTEN.replace('"20"', '"-5"'), []),
        (WRITTEN.replace('"20"', '"99999999999999999"'), []),
    ],
)
def test_xfce_locks_as_its_own_locker_is_told(
    tmp_path: Path, written: str | None, expected: list[State]
) -> None:
    if written is not None:
        write(tmp_path, XFCE, written)
    assert lock(tmp_path, "XFCE", "xfwm4", "xfce4-screensaver") == expected


@pytest.mark.parametrize(
    ("channel", "expected"),
    [
        ('version="1.0"', []),
        ('version="1.0" locked="b;a"', ["no-lock"]),
        ('version="1.0" locked="b"', []),
    ],
)
def test_what_the_keeper_locks_in_xfce_is_not_the_persons_to_change(
    tmp_path: Path, channel: str, expected: list[str]
) -> None:
    write(tmp_path, KEEPERS, NEVER.replace('saver" version="1.0"', f'saver" {channel}'))
    write(tmp_path, XFCE, WRITTEN.replace('"20"', '"5"'))
    assert [state.subject for state in lock(tmp_path, "XFCE", "xfce4-screensaver")] == expected


def test_one_locked_setting_of_xfce_leaves_the_others_to_the_person(tmp_path: Path) -> None:
    locked = NEVER.replace(
        '<property name="lock" type="empty">', '<property name="lock" locked="a">'
    )
    write(tmp_path, KEEPERS, locked)
    write(tmp_path, XFCE, WRITTEN)
    assert lock(tmp_path, "XFCE", "xfce4-screensaver") == [State("no-lock")]


def test_a_lock_for_a_group_is_not_judged(tmp_path: Path) -> None:
    write(tmp_path, KEEPERS, NEVER.replace('name="lock"', 'name="lock" locked="@visitors"'))
    with pytest.raises(CannotLook) as caught:
        lock(tmp_path, "XFCE", "xfce4-screensaver")
    assert caught.value.reason is Reason.UNSUPPORTED


@pytest.mark.parametrize(
    "damaged", ["", "<channel", '<!DOCTYPE c [<!ENTITY a "b">]><channel/>', "\x00", "<a>" * 100]
)
def test_a_damaged_file_of_xfce_is_no_clean_bill(tmp_path: Path, damaged: str) -> None:
    write(tmp_path, XFCE, damaged)
    with pytest.raises(CannotLook) as caught:
        lock(tmp_path, "XFCE", "xfce4-screensaver")
    assert caught.value.reason is Reason.DAMAGED


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (None, ["no-lock"]),
        ("timeout:\t0:10:00\nlock:\t\tFalse\nlockTimeout:\t0:00:00\n", ["no-lock"]),
        ("timeout:\t0:10:00\nlock:\t\tTrue\nlockTimeout:\t0:00:00\n", []),
        ("timeout:\t0:10:00\nlock:\t\tTrue\nlockTimeout:\t0:30:00\n", ["slow-lock"]),
        ("lock: True\nmode:\t\toff\n", ["no-lock"]),
        ("lock: True\ntimeout: soon\nprograms: \\\n  maze -root \\n\\\n", []),
    ],
)
def test_xscreensaver_locks_only_when_it_is_told_to(
    tmp_path: Path, text: str | None, expected: list[str]
) -> None:
    if text is not None:
        write(tmp_path, "home/a/.xscreensaver", text)
    assert [state.subject for state in lock(tmp_path, "LXDE", "xscreensaver")] == expected


def test_light_locker_that_never_locks_is_told(tmp_path: Path) -> None:
    write(tmp_path, "home/a/.config/dconf/user", NEVER_LOCKS)
    assert lock(tmp_path, "XFCE", "light-locker") == [State("no-lock")]


def test_when_light_locker_locks_only_the_x_server_knows(tmp_path: Path) -> None:
    with pytest.raises(CannotLook) as caught:
        lock(tmp_path, "XFCE", "light-locker")
    assert (caught.value.reason, caught.value.detail) == (Reason.UNSUPPORTED, "idle time")


def test_a_locker_that_really_runs_is_seen(tmp_path: Path) -> None:
    with program(tmp_path, "xscreensaver"):
        assert "xscreensaver" in own_processes()
    assert "xscreensaver" not in own_processes()


@pytest.mark.parametrize("desktop", ["", "XFCE", "sway", "\x1b[2J"])
def test_a_desktop_that_we_do_not_know_is_no_clean_bill(tmp_path: Path, desktop: str) -> None:
    with pytest.raises(CannotLook) as caught:
        lock(tmp_path, desktop)
    assert (caught.value.reason, caught.value.source) == (Reason.UNSUPPORTED, "screen lock")
