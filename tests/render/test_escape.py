from __future__ import annotations

import unicodedata
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hygiene.render.escape import harmless, markdown
from hygiene.render.wrap import width_of

#: Any sequence of code points, lone surrogates included: what `os.fsdecode` may give.
names = st.text(alphabet=st.characters(min_codepoint=0, max_codepoint=0x10FFFF))
BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("impots.gouv.fr", "impots.gouv.fr"),
        ("Téléchargements été", "Téléchargements été"),
        ("写真 — ü", "写真 — ü"),
        ("\x1b[31mrouge", "\\u001b[31mrouge"),
        ("a\nb\tc\rd", "a\\u000ab\\u0009c\\u000dd"),
        ("photo\u202egpj.exe", "photo\\u202egpj.exe"),
        ("caf\udce9", "caf\\udce9"),
        ("zero\u200bwidth", "zero\\u200bwidth"),
        ("a\u00a0b\u3000c", "a b c"),
        ("\U000e0041", "\\U000e0041"),
        ("z" + "\u0301" * 40, "z" + "\u0301" * 3 + "\\u0301" * 37),
    ],
)
def test_a_name_is_shown_on_one_line_and_does_nothing(name: str, told: str) -> None:
    assert harmless(name) == told


@given(names)
@example(BIDI)
@example("\ud800\udc00\udcff")
def test_no_name_can_do_anything(name: str) -> None:
    told = harmless(name)
    told.encode("utf-8")
    assert not set(BIDI) & set(told)
    for sign in told:
        assert sign == " " or unicodedata.category(sign)[0] not in "CZ"
    assert len(told.splitlines()) <= 1
    assert harmless(told) == told
    assert bool(told) == bool(name)
    assert width_of(told) >= 0


@given(st.text(alphabet=st.characters(max_codepoint=0x7F)) | names)
@example("<script>alert(1)</script> & <img src=x onerror=y>")
@example("[a](http://evil.example) www.evil.example `x` **b** | # ~")
def test_no_name_is_markup_in_a_document(name: str) -> None:
    told = markdown(harmless(name))
    assert "<" not in told
    assert ">" not in told
    assert "http" not in told
    assert "www." not in told

    class Tags(HTMLParser):
        def handle_starttag(self, tag: str, attrs: object) -> None:
            raise AssertionError(tag)

    parser = Tags()
    parser.feed(told)
    parser.close()
    # Every sign of Markdown is preceded by an odd number of backslashes; `&#…;` is HTML's own.
    bare = told.replace("&#46;", "").replace("&#104;", "").replace("&#64;", "")
    for i, sign in enumerate(bare):
        if sign in "`*_{}[]#|~":
            before = bare[:i]
            assert (len(before) - len(before.rstrip("\\"))) % 2 == 1
