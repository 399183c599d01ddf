"""Whose homes are looked at, here or below a root, and how far each look may go."""

from __future__ import annotations

import os
import pwd
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hygiene.browsers.discovery import installations, unseen_places
from hygiene.clock import Clock, Deadline
from hygiene.errors import CannotLook, Reason, UsageError
from hygiene.machine import Machine, Platform
from hygiene.machine.homes import current_user, live_machine
from hygiene.machine.people import Entry, entries, is_person
from tests.roots import NOW, FakeRoot, make
from tests.unprivileged import NOBODY, open_folder, unprivileged

MORNING = NOW - timedelta(hours=3)
PASSWD = "{name}:x:{number}:{number}:{name},,,:{home}:/bin/bash\n"

only_root = pytest.mark.skipif(os.geteuid() != 0, reason="needs somebody else's folder")


def names(machine: Machine) -> list[str]:
    return [home.user for home in machine.homes]


def refused(
    root: FakeRoot, **options: Platform | Sequence[str] | None
) -> tuple[str, dict[str, str]]:
    with pytest.raises(UsageError) as caught:
        root.machine(**options)  # type: ignore[arg-type]
    return caught.value.text, caught.value.values


class AsItIs(FakeRoot):
    """A root to which nothing is added."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder


class TestShapes:
    @pytest.mark.parametrize(
        ("platform", "paths", "homes"),
        [
            ("windows", ["Users/alice/", "Windows/System32/"], ["alice"]),
            ("windows", ["USERS/alice/", "program files/"], ["alice"]),
            ("windows", ["Users/alice/", "ProgramData/"], ["alice"]),
            ("windows", ["Users/alice/AppData/Local/"], ["alice"]),
            ("windows", ["users/alice/appdata/local/"], ["alice"]),
            ("macos", ["Users/alice/", "System/Library/", "Library/"], ["alice"]),
            ("macos", ["Users/alice/", "private/etc/passwd", "Applications/"], ["alice"]),
            ("macos", ["Users/alice/", "Library/Caches/", "Library/Preferences/"], ["alice"]),
            ("macos", ["Users/alice/Library/Caches/"], ["alice"]),
            ("linux", ["home/alice/", "etc/passwd"], ["alice"]),
            ("linux", ["home/alice/", "usr/", "var/"], ["alice"]),
            ("linux", ["home/alice/", "home/bob/"], ["alice", "bob"]),
            (
                "linux",
                ["home/alice/", "home/lost+found/", "etc/passwd", "root/"],
                ["alice", "root"],
            ),
            ("linux", ["home/alice/", "etc/passwd", ".cache/fontconfig/"], ["alice"]),
        ],
    )
    def test_a_disk_tells_its_system_by_its_folders(
        self, tmp_path: Path, platform: Platform, paths: list[str], homes: list[str]
    ) -> None:
        make(tmp_path, *paths)
        machine = AsItIs(tmp_path).machine()
        assert (machine.platform, machine.live, names(machine)) == (platform, False, homes)
        assert machine.root == str(tmp_path)
        assert machine.system is not None
        assert all(home.tree.is_folder(home.path) and not home.mine for home in machine.homes)

    @pytest.mark.parametrize(
        ("platform", "paths"),
        [
            ("windows", ["AppData/Roaming/"]),
            ("windows", ["appdata/Local/", ".config/", "Documents/"]),
            ("macos", ["Library/Application Support/", ".config/"]),
            ("macos", ["Library/Safari/"]),
            ("macos", ["library/caches/"]),
            ("linux", [".config/"]),
            ("linux", [".mozilla/"]),
            ("linux", [".cache/"]),
            ("linux", [".local/"]),
            ("linux", [".var/app/"]),
            ("linux", ["snap/firefox/"]),
            ("linux", [".bashrc"]),
            ("linux", [".profile", "home/notes.txt"]),
            ("windows", ["PortableApps/", "Documents/"]),
            ("windows", ["OperaPortable/Data/profile/"]),
        ],
    )
    def test_a_copied_home_is_one_home_called_as_its_folder(
        self, tmp_path: Path, platform: Platform, paths: list[str]
    ) -> None:
        folder = tmp_path / "copie de Zoé"
        make(folder, *paths)
        machine = AsItIs(folder).machine()
        assert (machine.platform, names(machine)) == (platform, ["copie de Zoé"])
        assert machine.homes[0].path == ""
        assert machine.system is None

    def test_here_is_called_as_the_folder(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        make(tmp_path / "alice", ".config/")
        monkeypatch.chdir(tmp_path / "alice")
        assert names(AsItIs(Path()).machine()) == ["alice"]
        assert names(AsItIs(Path("../alice/.config/..")).machine()) == ["alice"]

    @pytest.mark.parametrize("platform", ["windows", "macos", "linux"])
    def test_with_the_system_given_any_folder_is_a_home(
        self, tmp_path: Path, platform: Platform
    ) -> None:
        make(tmp_path, "Documents/", "home.txt", "users")
        machine = AsItIs(tmp_path).machine(platform=platform)
        assert (machine.platform, names(machine)) == (platform, [tmp_path.name])

    @pytest.mark.parametrize("platform", ["windows", "macos", "linux"])
    def test_with_the_system_given_a_disk_is_still_a_disk(
        self, tmp_path: Path, platform: Platform
    ) -> None:
        root = FakeRoot(tmp_path, platform)
        root.home("alice")
        assert names(root.machine(platform=platform)) == ["alice"]

    def test_with_the_system_given_bare_users_are_a_disk(self, tmp_path: Path) -> None:
        make(tmp_path, "Users/alice/", "Users/Public/")
        assert names(AsItIs(tmp_path).machine(platform="windows")) == ["alice"]

    def test_what_is_no_folder_no_home_or_no_disk_is_refused(self, tmp_path: Path) -> None:
        make(tmp_path, "file", "empty/", "photos/2026/summer.jpg", "photos/Users/readme.txt")
        (tmp_path / "nowhere").symlink_to("gone")
        for name, text in (
            ("missing", "root-missing"),
            ("file", "root-not-a-folder"),
            ("file/below", "root-missing"),
            ("nowhere", "root-not-a-folder"),
            ("empty", "root-unknown"),
            ("photos", "root-unknown"),
        ):
            wanted = (text, {"root": str(tmp_path / name)})
            assert refused(AsItIs(tmp_path / name)) == wanted

    def test_a_fifo_is_refused(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "fifo")
        assert refused(AsItIs(tmp_path / "fifo"))[0] == "root-not-a-folder"

    @pytest.mark.parametrize("closed", [".", "alice"])
    def test_a_folder_that_cannot_be_listed_is_refused(self, closed: str) -> None:
        with open_folder() as folder:
            make(folder, "alice/.config/")
            (folder / closed).chmod(0o300)

            def look() -> str:
                return refused(AsItIs(folder / "alice" if closed == "alice" else folder))[0]

            assert unprivileged(look) == "root-denied"

    @pytest.mark.parametrize(
        ("system", "homes"), [("linux", "home"), ("windows", "Users"), ("macos", "Users")]
    )
    def test_a_disk_of_which_nobody_can_say_whose_homes_it_has_is_refused(
        self, system: Platform, homes: str
    ) -> None:
        with open_folder() as folder:
            FakeRoot(folder, system).home("alice")
            (folder / homes).chmod(0)

            def look() -> tuple[str, dict[str, str]]:
                return refused(AsItIs(folder))

            assert unprivileged(look) == ("root-denied", {"root": str(folder / homes)})

    @pytest.mark.parametrize("passwd", [b"\0" * 100, None])
    def test_a_list_of_people_that_cannot_be_read_leaves_those_in_home(
        self, tmp_path: Path, passwd: bytes | None
    ) -> None:
        root = FakeRoot(tmp_path / "disk")
        root.home("alice")
        file = tmp_path / "disk/etc/passwd"
        file.unlink()
        if passwd is None:
            os.mkfifo(file)
        else:
            file.write_bytes(passwd)
        machine = root.machine()
        (cause,) = machine.missed
        assert (names(machine), cause.source) == (["alice"], "etc/passwd")
        assert cause.reason in (Reason.DAMAGED, Reason.UNSUPPORTED)

    def test_who_is_listed_has_a_home_that_cannot_be_entered(self) -> None:
        with open_folder() as folder:
            FakeRoot(folder).home("alice")
            passwd = "alice:x:1000:1000::/home/alice:/bin/sh\n"
            (folder / "etc/passwd").write_text(passwd)
            (folder / "home").chmod(0)
            assert unprivileged(lambda: names(AsItIs(folder).machine())) == ["alice"]

    def test_a_root_behind_a_link_is_looked_at(self, tmp_path: Path) -> None:
        FakeRoot(tmp_path / "disk").home("alice")
        (tmp_path / "link").symlink_to("disk")
        assert names(AsItIs(tmp_path / "link").machine()) == ["alice"]


class TestHomesOfADisk:
    def test_windows_has_folders_that_are_nobodys(self, tmp_path: Path) -> None:
        root = FakeRoot(tmp_path, "windows")
        for name in ("alice", "Bob Élan", "PUBLIC", "Default", "All Users", "defaultuser0"):
            root.home(name)
        (tmp_path / "Users/Default User").symlink_to("Default")
        make(tmp_path, "Users/desktop.ini")
        assert names(root.machine()) == ["Bob Élan", "alice"]

    def test_macos_has_folders_that_are_nobodys(self, tmp_path: Path) -> None:
        root = FakeRoot(tmp_path, "macos")
        for name in ("alice", "Shared", "Guest"):
            root.home(name)
        make(tmp_path, "Users/.localized")
        assert names(root.machine()) == ["Guest", "alice"]

    def test_linux_homes_may_lie_anywhere_on_the_disk(self, tmp_path: Path) -> None:
        root = FakeRoot(tmp_path)
        root.home("alice")
        make(tmp_path, "srv/homes/bob/", "home/c.martin/", "var/lib/x/", "root/")
        (tmp_path / "etc/passwd").write_text(
            "root:x:0:0:root:/root:/bin/bash\n"
            + PASSWD.format(name="bob", number=1001, home="/srv/homes/bob")
            + PASSWD.format(name="claire", number=1002, home="/home/c.martin")
            + PASSWD.format(name="gone", number=1003, home="/home/gone")
            + PASSWD.format(name="program", number=1004, home="/var/lib/x")
            + PASSWD.format(name="everywhere", number=1005, home="/")
            + PASSWD.format(name="up", number=1006, home="/../..")
            + "nonsense\n"
        )
        machine = root.machine()
        assert [(home.user, home.path) for home in machine.homes] == [
            ("alice", "home/alice"),
            ("bob", "srv/homes/bob"),
            ("claire", "home/c.martin"),
            ("root", "root"),
        ]

    def test_one_home_under_two_names_counts_once(self, tmp_path: Path) -> None:
        root = FakeRoot(tmp_path)
        root.home("alice")
        (tmp_path / "home/zoe").symlink_to("alice")
        assert names(root.machine()) == ["alice"]

    def test_a_home_behind_an_absolute_link_is_found_from_the_disks_root(
        self, tmp_path: Path
    ) -> None:
        root = FakeRoot(tmp_path)
        make(tmp_path, "srv/alice/.config/chromium/Default/Preferences")
        (tmp_path / "home/alice").symlink_to("/srv/alice")
        assert [i.home.user for i in root.installations()] == ["alice"]

    def test_a_home_that_leads_out_is_kept_to_be_told(self, tmp_path: Path) -> None:
        make(tmp_path, "outside/.config/chromium/Default/Preferences")
        root = FakeRoot(tmp_path / "disk")
        (tmp_path / "disk/home/alice").symlink_to("../../outside")
        machine = root.machine()
        assert names(machine) == ["alice"]
        assert installations(machine, {}) == ()
        assert [cause.reason for _, cause in unseen_places(machine, {})] == [Reason.OUTSIDE_ROOT]

    def test_users_are_chosen_by_name(self, tmp_path: Path) -> None:
        root = FakeRoot(tmp_path)
        for name in ("alice", "bob", "zoé"):
            root.home(name)
        assert names(root.machine(users=["zoe\u0301", "alice", "alice"])) == ["zoé", "alice"]
        assert refused(root, users=["alice", "Bob"]) == ("no-such-user", {"user": "Bob"})

    def test_windows_does_not_care_about_the_case_of_names(self, tmp_path: Path) -> None:
        root = FakeRoot(tmp_path, "windows")
        root.home("Alice")
        assert names(root.machine(users=["ALICE"])) == ["Alice"]

    def test_a_session_of_this_computer_says_nothing_about_a_disk(self, tmp_path: Path) -> None:
        root = FakeRoot(tmp_path)
        root.home("alice")
        clock = Clock(NOW, session=MORNING, since=MORNING, names_from=MORNING)
        home = root.machine(clock=clock).homes[0]
        assert home.clock == Clock(NOW, since=MORNING, names_from=MORNING)


def account(name: str, number: int, home: Path | str) -> pwd.struct_passwd:
    return pwd.struct_passwd((name, "x", number, number, "", str(home), "/bin/sh"))


@pytest.fixture
def people(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Alice and Bob have accounts here, with homes in the folder; the one who runs this too."""
    make(tmp_path, "me/", "alice/.config/", "bob/.config/")
    mine = pwd.getpwuid(os.geteuid())
    accounts = [
        account(mine.pw_name, mine.pw_uid, tmp_path / "me"),
        account("alice", 1501, tmp_path / "alice"),
        account("bob", 1502, tmp_path / "bob"),
        account("moved", 1503, tmp_path / "gone"),
        account("printer", 1504, "/var/spool/printer"),
        account("nobody", NOBODY, "/nonexistent"),
    ]
    by_name = {each.pw_name: each for each in accounts}
    monkeypatch.setattr(pwd, "getpwall", lambda: accounts)
    monkeypatch.setattr(pwd, "getpwnam", lambda name: by_name[name])
    monkeypatch.setattr(pwd, "getpwuid", lambda number: {a.pw_uid: a for a in accounts}[number])
    return tmp_path


def live(
    home: Path | str,
    users: Sequence[str] = (),
    *,
    all_users: bool = False,
    sessions: dict[str, datetime] | None = None,
) -> Machine:
    return live_machine(
        users=users,
        all_users=all_users,
        deadline=Deadline.after(60),
        clock=Clock(NOW, names_from=MORNING),
        sessions=sessions or {},
        environ={"HOME": str(home)},
    )


class TestThisComputer:
    def test_the_home_is_that_of_who_runs_it(self, people: Path) -> None:
        machine = live(people / "alice")
        home = machine.homes[0]
        assert (home.user, home.mine, machine.live) == (current_user(), True, True)
        assert home.path == str(people / "alice").strip("/")
        assert machine.platform == ("macos" if sys.platform == "darwin" else "linux")
        assert machine.root is None

    @pytest.mark.parametrize("value", ["", "relative", "/nowhere/at/all"])
    def test_a_home_that_makes_no_sense_is_not_believed(self, people: Path, value: str) -> None:
        assert live(value).homes[0].path == str(people / "me").strip("/")

    @only_root
    def test_root_does_not_believe_the_home_of_somebody_else(self, people: Path) -> None:
        os.chown(people / "alice", 1501, 1501)
        (people / "bob").chmod(0o777)
        for name in ("alice", "bob"):
            assert live(people / name).homes[0].path == str(people / "me").strip("/")

    def test_named_users_have_their_own_trees(self, people: Path) -> None:
        machine = live(people / "me", ["bob", current_user(), "bob"])
        bob, mine = machine.homes
        assert (bob.user, bob.path, bob.mine) == ("bob", "", False)
        assert (mine.user, mine.mine) == (current_user(), True)
        assert machine.others == 0

    @pytest.mark.parametrize("name", ["nobody", "moved", "nosuchperson", "", "a\0b"])
    def test_somebody_without_a_home_is_refused(self, people: Path, name: str) -> None:
        with pytest.raises(UsageError) as caught:
            live(people / "me", [name])
        assert (caught.value.text, caught.value.values) == ("no-such-user", {"user": name})

    def test_all_users_are_the_people_with_a_home(self, people: Path) -> None:
        found = names(live(people / "me", all_users=True))
        assert found[0] == current_user()
        assert [
            name for name in found if name in ("alice", "bob", "moved", "printer", "nobody")
        ] == [
            "alice",
            "bob",
        ]

    @only_root
    def test_root_is_told_how_many_others_there_are(self, people: Path) -> None:
        everybody = len(live(people / "me", all_users=True).homes)
        assert live(people / "me").others == everybody - 1 >= 2

    def test_an_ordinary_user_is_about_the_own_home(self) -> None:
        assert unprivileged(lambda: live("/").others) == 0

    def test_each_home_has_the_start_of_its_own_session(self, people: Path) -> None:
        sessions = {current_user(): MORNING, "bob": NOW}
        machine = live(people / "me", [current_user(), "alice", "bob"], sessions=sessions)
        assert [home.clock.session for home in machine.homes] == [MORNING, None, NOW]
        assert machine.clock.session == MORNING
        assert {home.clock.names_from for home in machine.homes} == {MORNING}

    def test_nothing_leaves_the_home_of_somebody_else(self, people: Path) -> None:
        make(people, "secret/Default/Preferences", "bob/real/Default/Preferences")
        for target, reason in (
            (str(people / "secret"), Reason.OUTSIDE_ROOT),
            ("../../secret", Reason.OUTSIDE_ROOT),
            (str(people / "bob/real"), None),  # an absolute way to the same home stays in it
        ):
            link = people / "bob/.config/chromium"
            link.unlink(missing_ok=True)
            link.symlink_to(target)
            machine = live(people / "me", ["bob"])
            (found,) = installations(machine, {})
            assert (found.unseen and found.unseen.reason) == reason
            assert len(found.profiles) == (reason is None)

    def test_a_home_that_cannot_be_entered_is_kept_to_be_told(self) -> None:
        with open_folder() as folder:
            make(folder, "alice/.config/chromium/Default/Preferences")
            (folder / "alice").chmod(0)

            def look() -> tuple[list[str], list[str]]:
                machine = live(folder / "alice")
                missed = [str(cause.reason) for _, cause in unseen_places(machine, {})]
                return [home.path for home in machine.homes], missed

            path = str(folder / "alice").strip("/")
            assert unprivileged(look) == ([path], ["denied"])


class TestPeople:
    @pytest.mark.parametrize(
        ("number", "home", "person"),
        [
            (1000, "/home/alice", True),
            (1000, "/srv/homes/alice", True),
            (1000, "/var/home/alice", True),
            (999, "/home/alice", False),
            (65534, "/home/nobody", False),
            (1000, "/nonexistent", False),
            (1000, "/var/lib/thing", False),
            (1000, "/run/systemd", False),
            (1000, "/usr/games", False),
            (1000, "/", False),
            (1000, "", False),
            (1000, "home/alice", False),
            (1000, "/home/../..", False),
        ],
    )
    def test_people_have_numbers_and_homes_of_people(
        self, number: int, home: str, person: bool
    ) -> None:
        assert is_person(Entry("x", number, home)) is person

    def test_lines_that_are_no_accounts_are_left_out(self) -> None:
        text = b"a:x:1:1::/a:/bin/sh\n#b\n+@nis\nc:x:one:1::/c:/bin/sh\n\xe9:x:2:2::/\xe9:\n"
        text += b"d:x:" + b"1" * 5000 + b":1::/d:\n" + "e:x:\u0663:1::/e:\n".encode()
        assert list(entries(text)) == [Entry("a", 1, "/a"), Entry("\udce9", 2, "/\udce9")]


def test_the_moment_of_the_run_is_the_clocks(tmp_path: Path) -> None:
    root = FakeRoot(tmp_path)
    assert root.machine(clock=Clock(datetime(2020, 1, 1, tzinfo=UTC))).started_at.year == 2020


def test_an_absolute_link_in_a_copied_home_leads_out(tmp_path: Path) -> None:
    root = FakeRoot(tmp_path / "alice", disk=False)
    (root.folder / "etc").symlink_to("/etc")
    with pytest.raises(CannotLook) as caught:
        root.machine().homes[0].tree.read("etc/passwd", 10_000)
    assert caught.value.reason is Reason.OUTSIDE_ROOT
