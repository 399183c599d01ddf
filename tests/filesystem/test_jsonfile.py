"""JSON files are read bounded, and secrets beside what is asked for are not kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hygiene.clock import Deadline
from hygiene.errors import CannotLook, NotHere, Reason
from hygiene.filesystem import jsonfile, open_tree


def read(path: Path, *keep: str) -> dict[str, object]:
    return jsonfile.read_json(
        open_tree(path.parent),
        path.name,
        source="Preferences",
        deadline=Deadline.after(10),
        keep=keep or None,
    )


def test_only_the_keys_that_are_asked_for_survive(tmp_path: Path) -> None:
    path = tmp_path / "f.json"
    path.write_text(json.dumps({"logins": [{"hostname": "a.fr", "encryptedPassword": "s"}]}))
    assert read(path, "logins", "hostname") == {"logins": [{"hostname": "a.fr"}]}


def test_a_file_above_the_limit_is_too_big(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonfile, "MOST", 10)
    path = tmp_path / "f.json"
    path.write_text('{"a": 123456789}')
    with pytest.raises(CannotLook) as caught:
        read(path)
    assert (caught.value.reason, caught.value.source) == (Reason.TOO_BIG, "Preferences")


def test_more_values_than_the_limit_are_not_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jsonfile, "MOST_VALUES", 5)
    path = tmp_path / "f.json"
    path.write_text('{"a": [1, 2, 3, 4]}')
    assert read(path) == {"a": [1, 2, 3, 4]}
    path.write_text('{"a": [1, 2, 3, 4, 5]}')
    with pytest.raises(CannotLook) as caught:
        read(path)
    assert (caught.value.reason, caught.value.source) == (Reason.TOO_BIG, "Preferences")


def test_a_missing_file_is_not_here(tmp_path: Path) -> None:
    with pytest.raises(NotHere):
        read(tmp_path / "f.json")


def test_a_cause_never_holds_what_the_file_holds(tmp_path: Path) -> None:
    path = tmp_path / "f.json"
    path.write_text('{"password": "canary"')
    with pytest.raises(CannotLook) as caught:
        read(path)
    assert "canary" not in repr(caught.value)
    assert caught.value.__cause__ is None


@given(st.binary(max_size=300))
def test_any_bytes_give_an_object_or_a_cause(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.mktemp("json") / "f.json"
    path.write_bytes(data)
    try:
        assert isinstance(read(path), dict)
    except CannotLook as cause:
        assert cause.reason is Reason.DAMAGED


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text(), st.lists))
def test_digging_in_anything_gives_something_or_nothing(value: object) -> None:
    assert jsonfile.dig({"a": value}, "a") == value or value != value
    assert jsonfile.dig(value, "a", "b") is None
    assert jsonfile.objects(value) == [] or isinstance(value, list)
