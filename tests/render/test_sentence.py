"""How a person is told whose something is."""

from __future__ import annotations

from hygiene.render.sentence import profile_name


def test_a_profile_of_safari_is_called_by_the_beginning_of_its_number() -> None:
    assert profile_name("Profiles/11111111-2222-3333-4444-5555AAAABBBB", "en") == "11111111"
    assert profile_name("Profiles/abcd1234.a-b-c-d-e", "en") == "a-b-c-d-e"
    assert profile_name(".", "en") == "main"
