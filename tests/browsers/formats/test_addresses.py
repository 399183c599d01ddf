"""Addresses in binary files: found where their length says that they are."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hygiene.browsers.formats.addresses import in_pickle, in_protobuf
from tests.browsers.formats.leveldb_files import text

PATHS = st.text(st.characters(min_codepoint=0x21, exclude_characters="\x7f", codec="utf-8"))
OTHER = st.binary(max_size=40).filter(lambda data: b"://" not in data)


def pickled(address: bytes) -> bytes:
    return struct.pack("<i", len(address)) + address


@given(st.lists(st.tuples(OTHER, PATHS)))
def test_every_address_is_found_whatever_surrounds_it(parts: list[tuple[bytes, str]]) -> None:
    wanted = [f"https://a.test/{path}" for _, path in parts]
    for spell, read in ((pickled, in_pickle), (text, in_protobuf)):
        # before a length of a protocol buffer stands the number of its field, below 128
        data = b"".join(
            other + b"\x0a" + spell(address.encode())
            for (other, _), address in zip(parts, wanted, strict=True)
        )
        assert list(read(data)) == wanted


@given(st.binary())
def test_any_bytes_are_read_to_their_end(data: bytes) -> None:
    for read in (in_pickle, in_protobuf):
        assert all(address.startswith(("http", "file")) for address in read(b"http://" + data))


@pytest.mark.parametrize(
    "data",
    [
        b"https://a.test/",  # nothing before it
        b"\x00https://a.test/",
        b"\x7fhttps://a.test/",  # longer than the file
        b"\x08https://a.test/",  # nothing after the slashes
        b"\x0ehttps://a.test",  # a site
        b"\x0e\0\0\0https://a.test",
        b"\x0fhttps://a. test/",
        b"\xff\xff\xff\xffhttps://a.test/",
    ],
)
def test_what_has_no_length_of_its_own_is_no_address(data: bytes) -> None:
    assert not list(in_protobuf(data))
    assert not list(in_pickle(data))


def test_long_addresses_have_long_lengths() -> None:
    for size in (100, 200, 20_000):
        address = b"https://a.test/" + b"x" * size
        assert list(in_protobuf(b"\x0a" + text(address))) == [address.decode()]
    assert not list(in_protobuf(b"\x0a" + text(b"https://a.test/" + b"x" * 3_000_000)))
