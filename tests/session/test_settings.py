"""How a Linux session opens and locks, by the files that set it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from hygiene.errors import NotHere
from hygiene.filesystem import open_tree
from hygiene.session.autologin import automatic_login
from hygiene.session.groups import judged
from hygiene.session.linux import guest
from hygiene.session.restoring import restoring
from hygiene.session.state import State


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


def test_empty_lines_without_end_take_no_time(tmp_path: Path) -> None:
    write(tmp_path, "etc/systemd/system/getty@tty1.service.d/x.conf", "\n" * 200_000)
    write(tmp_path, "proc/self/mounts", "")
    write(tmp_path, "etc/overlayroot.conf", "\n" * 1_000_000)
    begun = time.monotonic()
    assert not opens(tmp_path)
    with pytest.raises(NotHere):
        list(restoring(open_tree(tmp_path)))
    assert time.monotonic() - begun < 5


def test_a_log_in_screen_that_is_not_used_says_nothing(tmp_path: Path) -> None:
    write(tmp_path, "etc/sddm.conf", "[Autologin]\nUser=a\n")
    unit = tmp_path / "etc/systemd/system/display-manager.service"
    unit.parent.mkdir(parents=True)
    unit.symlink_to("/lib/systemd/system/gdm3.service")
    assert not opens(tmp_path)


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
