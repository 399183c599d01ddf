"""Apple's file of cookies: everything but the values, and no trust in its own numbers."""

from __future__ import annotations

import json
import math
import random
import struct
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hygiene.browsers.formats.binarycookies import BinaryCookie, read_cookies
from hygiene.errors import CannotLook, Reason
from tests.browsers.formats.safari_files import FROM_2001, SECRET, Cookie, cookie_file, page

TEXTS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=40)
COOKIES = st.builds(
    Cookie,
    host=TEXTS,
    name=TEXTS,
    path=TEXTS,
    value=st.just(SECRET),
    created=st.floats(allow_nan=False),
    expires=st.floats(allow_nan=False),
    secure=st.booleans(),
    http_only=st.booleans(),
    comment=TEXTS,
)
PAGES = [[Cookie(), Cookie(name="other")], [Cookie(host="b.fr")]]
TWO = cookie_file(*PAGES)


def told(cookie: Cookie) -> BinaryCookie:
    c = cookie
    return BinaryCookie(c.host, c.name, c.created, c.expires, c.secure, c.http_only)


def reason(data: bytes) -> Reason | None:
    try:
        read_cookies(data)
    except CannotLook as cause:
        return cause.reason
    return None


@given(st.lists(st.lists(COOKIES, max_size=4), max_size=4))
def test_all_that_is_written_is_read_but_the_values(pages: list[list[Cookie]]) -> None:
    found = read_cookies(cookie_file(*pages))
    assert found == tuple(told(cookie) for cookies in pages for cookie in cookies)


def test_a_file_without_cookies_has_none() -> None:
    assert read_cookies(cookie_file()) == read_cookies(cookie_file([])) == ()


@given(st.integers(0, len(TWO) - 1))
def test_a_file_that_is_cut_short_is_damaged(length: int) -> None:
    whole = 8 + 2 * 4 + sum(len(page(cookies)) for cookies in PAGES)
    assert reason(TWO[:length]) is (None if length >= whole else Reason.DAMAGED)


@given(st.integers(0, len(TWO) - 1), st.integers(1, 255))
@example(8 + 8 + 12 + 8 + 16, 1)
def test_whatever_byte_is_wrong_no_value_comes_out(place: int, change: int) -> None:
    data = bytearray(TWO)
    data[place] ^= change
    try:
        found = read_cookies(bytes(data))
    except CannotLook as cause:
        assert cause.reason in (Reason.DAMAGED, Reason.UNSUPPORTED)
    else:
        inside = SECRET[1:]
        assert all(inside not in cookie.host + cookie.name for cookie in found)


@given(st.binary(max_size=300))
def test_bytes_of_any_sort_are_refused_or_read(data: bytes) -> None:
    for start in (b"", b"cook", b"cook" + struct.pack(">II", 1, max(len(data), 1))):
        assert reason(start + data) in (None, Reason.DAMAGED, Reason.UNSUPPORTED)


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (b"", Reason.DAMAGED),
        (b"SQLite format 3\0", Reason.DAMAGED),
        (b"cook", Reason.DAMAGED),
        (b"cook" + struct.pack(">I", 2**32 - 1), Reason.DAMAGED),
        (b"cook" + struct.pack(">II", 1, 2**32 - 1) + page([Cookie()]), Reason.DAMAGED),
        (b"cook" + struct.pack(">II", 1, 8) + b"\0\0\2\0\0\0\0\0", Reason.UNSUPPORTED),
        (b"cook" + struct.pack(">II", 1, 8) + b"\0\0\1\0\xff\xff\xff\xff", Reason.DAMAGED),
    ],
)
def test_what_is_no_such_file_or_of_another_version(data: bytes, wanted: Reason) -> None:
    assert reason(data) is wanted


def test_one_cookie_named_many_times_is_not_counted_many_times() -> None:
    record = Cookie().record()
    many = struct.pack("<I3I", 3, 24, 24, 24)
    lying = b"\0\0\1\0" + many + b"\0" * 4 + record
    assert reason(b"cook" + struct.pack(">II", 1, len(lying)) + lying) is Reason.DAMAGED


def test_a_name_that_points_at_the_value_is_refused() -> None:
    record = bytearray(Cookie().record())
    (value,) = struct.unpack_from("<I", record, 28)
    for place in (value, value + 3, 0, 2**32 - 1):
        struct.pack_into("<I", record, 20, place)
        lying = b"\0\0\1\0" + struct.pack("<II", 1, 16) + b"\0" * 4 + bytes(record)
        assert reason(b"cook" + struct.pack(">II", 1, len(lying)) + lying) is Reason.DAMAGED


def test_text_that_is_not_utf_8_is_no_reason_to_stop() -> None:
    data = cookie_file([Cookie(host="é.fr")]).replace("é".encode(), b"\xff\xfe")
    assert [c.host for c in read_cookies(data)] == ["\ufffd\ufffd.fr"]


def test_absurd_dates_are_passed_on_as_they_are() -> None:
    (found,) = read_cookies(cookie_file([Cookie(created=math.inf, expires=math.nan)]))
    assert math.isinf(found.created)
    assert math.isnan(found.expires)


#: It loops for ever on a damaged file (measured): only sound ones, in a process of its own.
ORACLE = """
import json, sys, browser_cookie3
jar = browser_cookie3.Safari(cookie_file=sys.argv[1]).load()
json.dump([[c.domain, c.name, c.expires, bool(c.secure), "HTTPOnly" in c._rest] for c in jar],
          sys.stdout)
"""


def test_another_reader_sees_the_same(tmp_path: Path) -> None:
    chance = random.Random(2026)
    cookies = [
        Cookie(
            host=f"{'.' * (i % 2)}h{i % 7}.example.fr",
            name=f"n{i}é",
            created=float(chance.randrange(10**9)),
            expires=float(chance.randrange(1, 10**9)),
            secure=chance.random() < 0.5,
            http_only=chance.random() < 0.5,
            comment="x" * (i % 3),
        )
        for i in range(200)
    ]
    file = tmp_path / "Cookies.binarycookies"
    file.write_bytes(cookie_file(cookies[:70], cookies[70:71], cookies[71:]))
    done = subprocess.run(
        [sys.executable, "-c", ORACLE, str(file)], capture_output=True, timeout=60, check=True
    )
    theirs = {tuple(row) for row in json.loads(done.stdout)}
    ours = {
        (c.host, c.name, int(c.expires + FROM_2001), c.secure, c.http_only)
        for c in read_cookies(file.read_bytes())
    }
    assert ours == theirs
    assert len(ours) == 200
