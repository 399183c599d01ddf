"""What Linux demands of passwords, by the PAM settings of several families."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hygiene.errors import CannotLook, NotHere, Reason
from hygiene.filesystem import open_tree
from hygiene.passwords import pam
from hygiene.passwords.demand import Demand, answers

DEBIAN_PASSWD = "@include common-password\n"
DEBIAN = """# here are the per-package modules
password [success=1 default=ignore] pam_unix.so obscure yescrypt
password requisite pam_deny.so
password required pam_permit.so
password optional pam_gnome_keyring.so
"""
FEDORA = """auth required pam_env.so
password requisite \\
    pam_pwquality.so local_users_only
password sufficient pam_unix.so yescrypt shadow nullok use_authtok
-password optional pam_nothing.so
password required pam_deny.so
"""


class Disk:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, path: str, text: str) -> Disk:
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        return self

    def demand(self) -> tuple[int, int]:
        found = pam.demand(open_tree(self.folder))
        assert found.unseen is None
        return found.length, found.kinds


@pytest.fixture
def disk(tmp_path: Path) -> Disk:
    return Disk(tmp_path)


@pytest.fixture
def debian(disk: Disk) -> Disk:
    disk.write("etc/debian_version", "12.5\n").write("etc/pam.d/passwd", DEBIAN_PASSWD)
    return disk.write("etc/pam.d/common-password", DEBIAN)


@pytest.fixture
def fedora(disk: Disk) -> Disk:
    disk.write("etc/pam.d/passwd", "password substack system-auth\n")
    return disk.write("etc/pam.d/system-auth", FEDORA)


def test_a_debian_out_of_the_box_accepts_six_signs(debian: Disk) -> None:
    assert debian.demand() == (6, 1)


def test_login_defs_has_no_say_beside_pam(debian: Disk) -> None:
    assert debian.write("etc/login.defs", "PASS_MIN_LEN 20\n").demand() == (6, 1)


def test_the_argument_of_pam_unix_is_heard(debian: Disk) -> None:
    told = DEBIAN.replace("obscure", "minlen=14")
    assert debian.write("etc/pam.d/common-password", told).demand() == (14, 1)


def test_elsewhere_than_on_debian_pam_unix_alone_accepts_one_sign(disk: Disk) -> None:
    assert disk.write("etc/pam.d/system-auth", "password required pam_unix.so\n").demand() == (1, 1)


def test_a_fedora_out_of_the_box_accepts_eight_signs(fedora: Disk) -> None:
    assert fedora.demand() == (8, 1)


def test_pwquality_hears_its_folder_then_its_file_then_its_arguments(fedora: Disk) -> None:
    fedora.write("etc/security/pwquality.conf.d/10-a.conf", "minlen = 10\nminclass=2 # two\n")
    fedora.write("etc/security/pwquality.conf.d/20-b.conf", "minlen=11\n")
    fedora.write("etc/security/pwquality.conf.d/readme", "minlen=99\n")
    assert fedora.demand() == (11, 2)
    fedora.write("etc/security/pwquality.conf", "# minlen = 9\nminlen = 12\n")
    assert fedora.demand() == (12, 2)
    told = FEDORA.replace("local_users_only", "minlen=13 minclass=4")
    assert fedora.write("etc/pam.d/system-auth", told).demand() == (13, 4)


@pytest.mark.parametrize(
    ("settings", "shortest"),
    [
        ("minlen=12\ndcredit=-1\nucredit=-1\nlcredit=-1\nocredit=-1", (12, 4)),
        ("minlen=12\ndcredit=1\nucredit=1\nlcredit=1\nocredit=1", (8, 1)),
        ("minlen=12\ndcredit=9", (6, 1)),
        ("minlen=3", (6, 1)),
        ("minlen=14\nenforcing=0", (1, 1)),
        ("minlen=many", (8, 1)),
    ],
)
def test_credits_and_switches_count(fedora: Disk, settings: str, shortest: tuple[int, int]) -> None:
    assert fedora.write("etc/security/pwquality.conf", settings).demand() == shortest


def test_cracklib_grants_a_credit_a_kind(disk: Disk) -> None:
    assert disk.write("etc/pam.d/passwd", "password requisite pam_cracklib.so\n").demand() == (6, 1)


@pytest.mark.parametrize(
    ("arguments", "shortest"),
    [
        ("", (7, 4)),
        ("min=disabled,disabled,disabled,disabled,12", (12, 4)),
        ("min=disabled,disabled,24,14,12", (24, 1)),
        ("min=disabled,disabled,24,14,12 passphrase=7", (12, 4)),
        ("enforce=none", (1, 1)),
        (f"min={'9' * 5000},disabled,disabled,disabled,12", (12, 4)),
        (f"passphrase={'9' * 5000}", (7, 4)),
    ],
)
def test_passwdqc_accepts_what_its_weakest_kind_is(
    disk: Disk, arguments: str, shortest: tuple[int, int]
) -> None:
    line = f"password requisite pam_passwdqc.so {arguments}\npassword required pam_unix.so\n"
    assert disk.write("etc/pam.d/passwd", line).demand() == shortest


def test_the_keepers_file_goes_before_the_distributions(disk: Disk) -> None:
    disk.write("usr/lib/pam.d/passwd", "password required pam_unix.so minlen=8\n")
    assert disk.demand() == (8, 1)
    disk.write("etc/pam.d/passwd", "password required pam_unix.so minlen=12\n")
    assert disk.demand() == (12, 1)


def test_what_is_only_optional_stops_nobody(disk: Disk) -> None:
    line = "password optional pam_pwquality.so minlen=20\npassword required pam_unix.so\n"
    assert disk.write("etc/pam.d/passwd", line).demand() == (1, 1)


def test_a_linux_without_pam_has_no_such_rules(disk: Disk) -> None:
    with pytest.raises(NotHere):
        pam.demand(open_tree(disk.folder))


def test_where_only_a_directory_takes_passwords_its_rules_are_not_here(disk: Disk) -> None:
    disk.write(
        "etc/pam.d/passwd", "password sufficient pam_sss.so\npassword required pam_deny.so\n"
    )
    with pytest.raises(CannotLook) as raised:
        disk.demand()
    assert raised.value.reason is Reason.NOT_RECORDED


def test_a_module_that_nobody_knows_is_not_seen(debian: Disk) -> None:
    debian.write("etc/pam.d/common-password", f"password requisite pam_ours.so\n{DEBIAN}")
    (answer,) = answers(pam.demand(open_tree(debian.folder)))
    assert isinstance(answer, CannotLook)
    assert answer.reason is Reason.UNSUPPORTED


@pytest.mark.parametrize(
    "text", ["@include passwd\n", "password include ../secret\n", "@include nowhere\n"]
)
def test_an_include_that_leads_nowhere_is_not_seen(disk: Disk, text: str) -> None:
    with pytest.raises(CannotLook):
        disk.write("etc/pam.d/passwd", text).demand()


def test_a_file_that_is_too_big_is_not_read(disk: Disk) -> None:
    with pytest.raises(CannotLook) as raised:
        disk.write("etc/pam.d/passwd", "#" * 100_000).demand()
    assert (raised.value.reason, raised.value.source) == (Reason.TOO_BIG, "PAM")


@given(st.text(max_size=200))
def test_any_file_is_read_or_refused(tmp_path_factory: Any, text: str) -> None:  # noqa: ANN401
    folder = tmp_path_factory.mktemp("disk")
    (folder / "etc/pam.d").mkdir(parents=True)
    (folder / "etc/pam.d/passwd").write_text(f"password required {text}", "utf-8", "replace")
    try:
        assert isinstance(pam.demand(open_tree(folder)), Demand)
    except CannotLook:
        pass
