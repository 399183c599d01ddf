"""Firefox's list of profiles: whatever the bytes, what can be made out and no more."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hygiene.browsers.discovery.profiles_ini import Entry, read_profiles_ini

#: As Firefox ESR 153 wrote it (2026).
MEASURED = b"""[3B6073811A6ABF12]
Default=zcygti7w.default-esr
Locked=1

[Profile1]
Name=default
IsRelative=1
Path=9qxuw9ec.default
Default=1

[Profile0]
Name=default-esr
IsRelative=1
Path=zcygti7w.default-esr

[General]
StartWithLastProfile=1
Version=2

[Install3B6073811A6ABF12]
Default=zcygti7w.default-esr
Locked=1
"""


def test_a_real_list_is_read() -> None:
    listed = read_profiles_ini(MEASURED)
    assert listed.profiles == (
        Entry("9qxuw9ec.default", True),
        Entry("zcygti7w.default-esr", True),
    )
    assert not listed.damaged


def test_absolute_and_relative_paths_are_told_apart() -> None:
    text = (
        "[Profile0]\nIsRelative=0\nPath=/srv/p\n[Profile1]\nPath=D:\\p\n[profile2]\npath = a/b \n"
    )
    assert read_profiles_ini(text.encode()).profiles == (
        Entry("/srv/p", False),
        Entry("D:\\p", False),
        Entry("a/b", True),
    )


def test_marks_comments_and_windows_line_ends_do_no_harm() -> None:
    text = "; made by hand\r\n[Profile0]\r\n# here\r\nIsRelative=1\r\nPath=été\r\n"
    for data in (text.encode("utf-8-sig"), text.encode("utf-16"), text.encode()):
        assert read_profiles_ini(data) == ((Entry("été", True),), False)


def test_a_name_that_is_no_utf8_is_kept_as_the_system_keeps_it() -> None:
    listed = read_profiles_ini(b"[Profile0]\nIsRelative=1\nPath=\xe9t\xe9\n")
    assert listed.profiles == (Entry("\udce9t\udce9", True),)


def test_what_makes_no_sense_is_told() -> None:
    for text in (b"nonsense\n", b"[Profile0\nPath=a\n", b"[Profile0]\nName=x\n", b"\0\0\0"):
        assert read_profiles_ini(text).damaged
    assert not read_profiles_ini(b"").damaged


@given(st.binary(max_size=300))
def test_any_bytes_give_an_answer(data: bytes) -> None:
    assert all(entry.path for entry in read_profiles_ini(data).profiles)


@given(st.lists(st.from_regex(r"[a-zà-ÿ0-9._ -]*[a-zà-ÿ0-9]", fullmatch=True), max_size=8))
def test_every_listed_path_is_found_in_order(paths: list[str]) -> None:
    text = "".join(f"[Profile{n}]\nIsRelative=1\nPath={path}\n" for n, path in enumerate(paths))
    wanted = list(dict.fromkeys(path.strip() for path in paths))
    assert [entry.path for entry in read_profiles_ini(text.encode()).profiles] == wanted
