"""First lines and first bytes: what is told by them, and how little is read."""

from __future__ import annotations

import os
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hygiene.files.headers import LONGEST, heads_passwords, is_header
from hygiene.files.magic import LENGTH, is_program
from hygiene.filesystem import open_tree
from hygiene.filesystem.posix_handles import PosixFile

SECRET = b"\nsite,https://x.example,bob,CANARI-secret\n"
HEADERS = [
    b"name,url,username,password,note",
    b'"url","username","password","httpRealm","formActionOrigin","guid","timeCreated"',
    b"Title,URL,Username,Password,Notes,OTPAuth",
    b"folder,favorite,type,name,notes,fields,reprompt,login_uri,login_username,login_password,x",
    b'"Account","Login Name","Password","Web Site","Comments"',
    b'"Group","Title","Username","Password","URL","Notes","TOTP","Icon","Last Modified"',
    b"url,username,password,totp,extra,name,grouping,fav",
    b"username,username2,username3,title,password,note,url,category,otpSecret",
    "\ufeffSite;Identifiant;Mot de passe".encode(),
    b"site\tlogin\tpassword",
]


@pytest.mark.parametrize("line", HEADERS)
def test_the_headers_of_exports_are_known(line: bytes) -> None:
    assert is_header(line)


@pytest.mark.parametrize(
    "line",
    [b"", b"name,email,phone", b"password", b"my password is url", b"date,password strength,url"],
)
def test_other_first_lines_are_not(line: bytes) -> None:
    assert not is_header(line)


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_not_one_byte_below_the_first_line_is_read(tmp_path: Path, end: bytes) -> None:
    (tmp_path / "a.csv").write_bytes(HEADERS[0] + end + SECRET)
    read = bytearray()
    real = PosixFile.read_at

    def watched(file: PosixFile, count: int, offset: int) -> bytes:
        data = real(file, count, offset)
        read.extend(data)
        return data

    with patch.object(PosixFile, "read_at", watched):
        assert heads_passwords(open_tree(tmp_path), "a.csv")
    assert bytes(read) == HEADERS[0] + end[:1]


def test_a_file_without_lines_is_given_up(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"url,password," + b"x" * 2 * LONGEST)
    assert not heads_passwords(open_tree(tmp_path), "a.csv")


@given(st.binary(max_size=200))
def test_no_line_breaks_the_reader(line: bytes) -> None:
    is_header(line)


def test_programs_are_known_by_their_first_bytes() -> None:
    assert is_program(b"MZ\x90\0".ljust(LENGTH, b"\0"))
    assert is_program(b"\x7fELF")
    assert is_program(b"\xcf\xfa\xed\xfe")
    assert is_program(b"#!/bin/sh\n")
    assert is_program(b"L\0\0\0\x01\x14\x02\0\0\0")
    for head in (
        b"%PDF-1.7",
        b"\x89PNG",
        b"MZ is how Mark Zbikowski signs".ljust(LENGTH),
        b"#! no",
    ):
        assert not is_program(head)


def test_the_mark_of_the_web_is_seen_and_not_read(tmp_path: Path) -> None:
    for name in ("marked", "plain"):
        (tmp_path / name).write_bytes(b"x")
    try:
        os.setxattr(tmp_path / "marked", "user.xdg.origin.url", b"https://secret.example/")
    except OSError:
        pytest.skip("no attributes on this file system")
    tree = open_tree(tmp_path)
    with patch("os.getxattr", side_effect=AssertionError), tree.open("marked") as file:
        assert file.from_web()
    with tree.open("plain") as file:
        assert not file.from_web()
