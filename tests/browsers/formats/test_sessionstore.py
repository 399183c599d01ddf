from __future__ import annotations

import json
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import lz4.block
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hygiene.browsers.formats.sessionstore import (
    SessionCookie,
    SessionStore,
    Tab,
    read_sessionstore,
)
from hygiene.errors import CannotLook, Reason

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
MILLISECONDS = int(NOON.timestamp()) * 1000
SECRET = "jeton-tres-secret"


def pack(content: bytes, *, size: int | None = None) -> bytes:
    declared = len(content) if size is None else size
    block: bytes = lz4.block.compress(content, store_size=False)
    return b"mozLz40\0" + declared.to_bytes(4, "little") + block


def store(**parts: Any) -> SessionStore:  # noqa: ANN401 - JSON is anything
    state = {"version": ["sessionrestore", 1], "windows": []} | parts
    return read_sessionstore(pack(json.dumps(state).encode()))


def tab(*urls: str, **more: object) -> dict[str, object]:
    entries = [{"url": url, "title": SECRET, "structuredCloneState": SECRET} for url in urls]
    return {
        "entries": entries,
        "index": len(urls),
        "lastAccessed": MILLISECONDS,
        "formdata": {"id": {"nom": SECRET}},
        "storage": {urls[0] if urls else "": {"jeton": SECRET}},
    } | more


def closed(*urls: str) -> dict[str, object]:
    state = tab(*urls, lastAccessed=MILLISECONDS - 5000)
    return {"state": state, "title": SECRET, "closedAt": MILLISECONDS, "closedId": 3}


A, B, C = "https://a.test/", "https://b.test/", "https://c.test/"


def test_the_tabs_of_every_window_are_listed_with_when_they_were_last_active() -> None:
    windows = [{"tabs": [tab(A), tab("about:blank")]}, {"tabs": [tab(C)]}]
    assert store(windows=windows).tabs == (Tab(A, NOON), Tab("about:blank", NOON), Tab(C, NOON))


@pytest.mark.parametrize(
    ("index", "url"), [(1, A), (2, B), (3, C), (0, A), (-4, A), (99, C), (None, C)]
)
def test_a_tab_shows_the_page_that_its_index_points_to(index: int | None, url: str) -> None:
    shown = tab(A, B, C) | {"index": index}
    if index is None:
        del shown["index"]
    assert [tab.url for tab in store(windows=[{"tabs": [shown]}]).tabs] == [url]


def test_a_tab_without_a_page_still_is_one() -> None:
    assert store(windows=[{"tabs": [{"entries": []}, {}]}]).tabs == (Tab(""), Tab(""))


@pytest.mark.parametrize("moment", [0, -1, 5000, 1e300, 99_999_999_999_999])
def test_a_number_that_is_no_date_is_no_date(moment: float) -> None:
    assert store(windows=[{"tabs": [tab(A, lastAccessed=moment)]}]).tabs == (Tab(A, None),)


def test_closed_tabs_windows_and_groups_count_tab_by_tab() -> None:
    group = {"id": "g", "tabs": [closed(C)]}
    result = store(
        windows=[{"tabs": [tab(A)], "_closedTabs": [closed(A), closed(A, B)]}],
        _closedWindows=[
            {
                "tabs": [tab(B), tab(C)],
                "_closedTabs": [closed(A)],
                "closedGroups": [group],
                "closedAt": MILLISECONDS,
            }
        ],
        savedGroups=[group],
    )
    assert result.tabs == (Tab(A, NOON),)
    assert sorted(tab.url for tab in result.closed) == [A, A, B, B, C, C, C]
    assert {tab.last for tab in result.closed} == {NOON}


def test_groups_closed_in_an_open_window_are_closed_tabs() -> None:
    window = {"tabs": [tab(A)], "closedGroups": [{"tabs": [closed(B), closed(C)]}]}
    assert [tab.url for tab in store(windows=[window]).closed] == [B, C]


def test_a_group_saved_with_its_closed_window_counts_once() -> None:
    window = {"tabs": [tab(A)], "closedId": 2}
    saved = {"tabs": [closed(A)], "windowClosedId": 2}
    assert len(store(_closedWindows=[window], savedGroups=[saved]).closed) == 1
    assert len(store(_closedWindows=[], savedGroups=[saved]).closed) == 1
    other = saved | {"windowClosedId": 9}
    assert len(store(_closedWindows=[window], savedGroups=[saved, other]).closed) == 2


@pytest.mark.parametrize("key", ["lastSessionState", "deferredInitialState"])
def test_the_session_before_is_listed_apart(key: str) -> None:
    before = {"windows": [{"tabs": [tab(B), tab(C)]}], "cookies": [{"host": "b.test", "name": "s"}]}
    result = store(windows=[{"tabs": [tab(A)]}], **{key: before})
    assert [tab.url for tab in result.tabs] == [A]
    assert [tab.url for tab in result.previous] == [B, C]
    assert result.session_cookies == ()
    assert result.previous_cookies == (SessionCookie("b.test", "s"),)


def test_session_cookies_have_a_host_a_name_and_flags() -> None:
    cookies = [
        {"host": ".ameli.test", "name": "s", "value": SECRET, "secure": True, "httponly": True},
        {"host": "b.test", "value": SECRET, "expiry": MILLISECONDS // 1000, "secure": 1},
        {"host": "c.test", "name": "t", "value": SECRET, "expiry": MILLISECONDS},
    ]
    assert store(cookies=cookies).session_cookies == (
        SessionCookie(".ameli.test", "s", secure=True, http_only=True),
        SessionCookie("b.test", "", expiry=NOON),
        SessionCookie("c.test", "t", expiry=NOON),
    )


def test_before_firefox_56_the_json_stood_alone() -> None:
    state = json.dumps({"windows": [{"tabs": [tab(A)]}]}).encode()
    assert read_sessionstore(state).tabs == (Tab(A, NOON),)
    assert read_sessionstore(b"(" + state + b")\n").tabs == (Tab(A, NOON),)


def test_halves_of_characters_can_be_printed() -> None:
    (shown,) = store(windows=[{"tabs": [tab("https://a.test/\ud83d")]}]).tabs
    assert shown.url.encode()


def test_no_value_form_storage_or_title_is_in_what_is_read() -> None:
    result = store(
        windows=[{"tabs": [tab(A)], "_closedTabs": [closed(B)]}],
        cookies=[{"host": "a.test", "name": "s", "value": SECRET}],
    )
    everything = [result.tabs, result.closed, result.session_cookies]
    assert SECRET not in repr(everything) + "".join(tab.url for tab in result.tabs + result.closed)


def test_an_address_is_in_no_repr() -> None:
    assert "numero" not in repr(store(windows=[{"tabs": [tab("https://a.test/?numero=1")]}]))


# What cannot be read.


def refused(data: bytes, *, within: float = 2.0, **options: int) -> CannotLook:
    began = time.monotonic()
    with pytest.raises(CannotLook) as caught:
        read_sessionstore(data, **options)
    assert time.monotonic() - began < within
    return caught.value


EMPTY = b'{"windows": []}'


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"mozLz40",
        b"mozLz40\0",
        b"mozLz40\0\0\0\0\0",
        b"mozLz41\0" + pack(EMPTY)[8:],
        pack(EMPTY)[:-1],
        pack(EMPTY) + b"x",
        pack(EMPTY, size=len(EMPTY) - 1),
        pack(EMPTY, size=len(EMPTY) + 1),
        pack(EMPTY, size=60 << 20),
        pack(b""),
        pack(b"[]"),
        pack(b"{}"),
        pack(b'{"windows": {}}'),
        pack(b'{"windows": [], "x": NaN}'),
        pack(b'{"windows": [], "x": -Infinity}'),
        pack(b'{"windows": [], "x": ' + b"9" * 5000 + b"}"),
        pack(b'{"windows": [], "x": "\xff"}'),
        pack(b'{"windows": []'),
        pack(b"[" * 1_000_000),
        pack(b'{"windows":' * 500_000),
        pack(b'{"windows": [' + b"[" * 100_000 + b"]" * 100_000 + b"]}"),
        EMPTY[:-1],
    ],
)
def test_what_is_no_session_file_is_damage(data: bytes) -> None:
    assert refused(data).reason is Reason.DAMAGED


@pytest.mark.parametrize(
    "parts",
    [
        {"windows": [1]},
        {"windows": [{"tabs": 5}]},
        {"windows": [{"tabs": ["x"]}]},
        {"windows": [{"tabs": [{"entries": {}}]}]},
        {"windows": [{"tabs": [{"entries": [{"url": 5}]}]}]},
        {"windows": [{"tabs": [{"entries": [{"url": "x"}], "index": "1"}]}]},
        {"windows": [{"tabs": [{"entries": [], "lastAccessed": "yesterday"}]}]},
        {"windows": [{"_closedTabs": [{"state": []}]}]},
        {"windows": [{"closedGroups": [{"tabs": [3]}]}]},
        {"_closedWindows": [None]},
        {"savedGroups": {"tabs": []}},
        {"lastSessionState": ["x"]},
        {"cookies": [{"host": 5}]},
        {"cookies": ["x"]},
    ],
)
def test_a_part_of_another_type_is_damage(parts: dict[str, object]) -> None:
    state = json.dumps({"windows": []} | parts).encode()
    assert refused(pack(state)).reason is Reason.DAMAGED


def test_a_file_beyond_the_limit_is_not_unpacked() -> None:
    content = b'{"windows": []}' + b" " * 1000
    assert refused(pack(content), max_bytes=1000).reason is Reason.TOO_BIG
    assert refused(content, max_bytes=1000).reason is Reason.TOO_BIG
    assert read_sessionstore(pack(content), max_bytes=len(content)) == SessionStore()


def test_values_without_end_are_refused_before_they_are_built() -> None:
    content = b'{"windows": [' + b"[]," * 2_000_000 + b"[]]}"
    assert refused(pack(content)).reason is Reason.TOO_BIG


def test_an_error_carries_no_content() -> None:
    for content in (b'{"windows": [], "a": "' + SECRET.encode(), b"[" * 100_000, b"\xff" * 50):
        error = refused(pack(content))
        assert SECRET not in str(error)
        assert error.__cause__ is None
        assert error.__context__ is None


@given(st.binary(max_size=200))
def test_any_bytes_end_in_a_session_or_in_a_named_cause(noise: bytes) -> None:
    whole = pack(EMPTY)
    packers: list[Callable[[bytes], bytes]] = [bytes, pack, lambda x: whole[:12] + x]
    for packer in packers:
        try:
            read_sessionstore(packer(noise))
        except CannotLook as cause:
            assert cause.reason in (Reason.DAMAGED, Reason.TOO_BIG)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["tabs", "entries", "url", "index", "state", "_closedTabs", "closedGroups", "host"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=15,
)


@given(
    st.dictionaries(
        st.sampled_from(["_closedWindows", "savedGroups", "cookies", "lastSessionState"]),
        json_values,
    ),
    st.lists(json_values, max_size=3),
)
def test_any_json_ends_in_a_session_or_in_damage(parts: dict[str, object], windows: object) -> None:
    state = parts | {"windows": windows}
    try:
        read_sessionstore(pack(json.dumps(state, allow_nan=True).encode()))
    except CannotLook as cause:
        assert cause.reason is Reason.DAMAGED
