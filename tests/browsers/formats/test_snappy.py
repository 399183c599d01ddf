from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hygiene.browsers.formats.snappy import decompress
from hygiene.errors import CannotLook, Reason

LIMIT = 1 << 20


def size(number: int) -> bytes:
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    return bytes([*out, number])


def literal(text: bytes) -> bytes:
    length = len(text) - 1
    if length < 60:
        return bytes([length << 2]) + text
    width = (length.bit_length() + 7) // 8
    return bytes([59 + width << 2]) + length.to_bytes(width, "little") + text


def copy(offset: int, length: int) -> bytes:
    if 4 <= length <= 11 and offset < 2048:
        return bytes([1 | length - 4 << 2 | offset >> 8 << 5, offset & 255])
    if offset < 65_536:
        return bytes([2 | length - 1 << 2]) + offset.to_bytes(2, "little")
    return bytes([3 | length - 1 << 2]) + offset.to_bytes(4, "little")


#: A literal, or how far back a copy begins (in thousandths of what is there) and its length.
elements = st.lists(
    st.one_of(
        st.binary(min_size=1, max_size=300), st.tuples(st.integers(1, 1000), st.integers(1, 64))
    )
)


@given(elements)
def test_literals_and_copies_give_the_content_back(parts: list[bytes | tuple[int, int]]) -> None:
    content, block = b"", b""
    for part in parts:
        if isinstance(part, bytes):
            content += part
            block += literal(part)
        elif content:
            offset = max(1, len(content) * part[0] // 1000)
            for _ in range(part[1]):
                content += content[-offset : len(content) - offset + 1]
            block += copy(offset, part[1])
    assert decompress(size(len(content)) + block, max_bytes=LIMIT) == content


def test_short_copies_keep_the_upper_part_of_their_offset_in_the_tag() -> None:
    start = bytes(range(250)) * 4
    block = size(1008) + literal(start) + bytes([1 | 4 << 2 | 2 << 5, 188])
    assert decompress(block, max_bytes=LIMIT) == start + start[300:308]


def test_copies_from_afar_have_long_offsets() -> None:
    start = bytes(range(256)) * 300
    block = size(len(start) + 20) + literal(start) + copy(70_000, 20)
    begin = len(start) - 70_000
    assert decompress(block, max_bytes=LIMIT) == start + start[begin : begin + 20]


@pytest.mark.parametrize(
    "block",
    [
        b"",
        b"\xff\xff\xff\xff\xff\xff",
        size(4) + literal(b"abcde"),
        size(6) + literal(b"abcde"),
        size(5) + literal(b"abcde")[:-1],
        size(80) + bytes([61 << 2, 79]),
        size(8) + literal(b"abcd") + copy(5, 4),
        size(8) + literal(b"abcd") + copy(0, 4),
        size(8) + literal(b"abcd") + copy(4, 4)[:-1],
    ],
)
def test_a_block_that_cannot_be_is_damage(block: bytes) -> None:
    with pytest.raises(CannotLook, match="damaged"):
        decompress(block, max_bytes=LIMIT)


def test_a_block_that_would_grow_beyond_the_limit_is_not_decoded() -> None:
    with pytest.raises(CannotLook, match="too-big"):
        decompress(size(LIMIT + 1) + literal(b"a") + copy(1, 64) * 20_000, max_bytes=LIMIT)


def test_a_block_that_grows_more_than_snappy_can_is_damage_at_once() -> None:
    with pytest.raises(CannotLook, match="damaged"):
        decompress(size(LIMIT) + literal(b"abcd"), max_bytes=LIMIT)


def test_the_densest_block_there_can_be_is_decoded() -> None:
    block = size(1 + 64 * 1000) + literal(b"a") + copy(1, 64) * 1000
    assert decompress(block, max_bytes=LIMIT) == b"a" * 64_001


@given(st.binary(max_size=200))
def test_any_bytes_end_in_a_content_or_in_a_named_cause(noise: bytes) -> None:
    try:
        assert len(decompress(noise, max_bytes=LIMIT)) <= LIMIT
    except CannotLook as cause:
        assert cause.reason in (Reason.DAMAGED, Reason.TOO_BIG)
