"""dconf's databases, as the real dconf writes them and as nobody does."""

from __future__ import annotations

import subprocess
from base64 import b64decode
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from hygiene.errors import CannotLook, Reason
from hygiene.session.gvdb import values
from tests.demands import need_command

#: What `dconf compile` (0.40, Debian 12) made of lock-enabled=false, lock-delay=uint32 30,
#: idle-delay=uint32 0 and a gtk-theme.
DCONF = b64decode(
    b"R1ZhcmlhbnQAAAAAAAAAABgAAABUAQAAAAAAKAsAAAAAAAAAAgAAAAMAAAAEAAAABgAAAAcAAAAJAAAACgAAAAoA"
    b"AAALAAAACwAAAObJGdUKAAAAVAEAAAoAdgBgAQAAZgEAALmI/doDAAAAZgEAAAgATABwAQAAfAEAADnFO08BAAAA"
    b"fAEAAAoATACIAQAAjAEAALC3JDAIAAAAjAEAAAYATACUAQAAmAEAANS1AgD/////mAEAAAEATACcAQAAoAEAAKrN"
    b"k2AHAAAAoAEAAAwAdgCwAQAAswEAAM7iXXAHAAAAswEAAAoAdgDAAQAAxgEAACm5D8YBAAAAxgEAAAwATADUAQAA"
    b"3AEAAEtQkAsEAAAA3AEAAAQATADgAQAA5AEAAJ8JhzMCAAAA5AEAAAkAdgDwAQAA9AEAAIyH3WYBAAAA9AEAAAgA"
    b"TAD8AQAAAAIAAGlkbGUtZGVsYXkAAAAAAAAAdWRlc2t0b3AvAAACAAAABwAAAAoAAABpbnRlcmZhY2UvAAAJAAAA"
    b"Z25vbWUvAAABAAAALwAAAAgAAABsb2NrLWVuYWJsZWQAAAAAAABibG9jay1kZWxheQAAAB4AAAAAdXNjcmVlbnNh"
    b"dmVyLwAABgAAAAUAAABvcmcvAwAAAGd0ay10aGVtZQAAAHgAAHNzZXNzaW9uLwAAAAA="
)
SCREENSAVER = "/org/gnome/desktop/screensaver"
IDLE = "/org/gnome/desktop/session/idle-delay"


def test_a_database_of_dconf_tells_only_what_is_asked() -> None:
    assert values(DCONF, {f"{SCREENSAVER}/lock-enabled", IDLE}) == {
        f"{SCREENSAVER}/lock-enabled": False,
        IDLE: 0,
    }
    assert values(DCONF, {"/org/gnome/desktop/interface/gtk-theme"}) == {}


def test_what_the_real_dconf_writes_is_read_back(tmp_path: Path) -> None:
    need_command("dconf", "dconf")
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys/00").write_text("[org/mate/screensaver]\nlock-enabled=true\nn=-5\n")
    subprocess.run(["dconf", "compile", tmp_path / "db", tmp_path / "keys"], check=True, timeout=30)
    keys = {"/org/mate/screensaver/lock-enabled", "/org/mate/screensaver/n"}
    assert values((tmp_path / "db").read_bytes(), keys) == dict(
        zip(sorted(keys), [True, -5], strict=True)
    )


@given(st.binary(max_size=300), st.integers(0, 500))
def test_a_damaged_database_is_told_and_ends(noise: bytes, at: int) -> None:
    for data in (noise, b"GVariant" + noise, DCONF[:at] + noise + DCONF[at + len(noise) :]):
        try:
            values(data, {IDLE})
        except CannotLook as cause:
            assert cause.reason in (Reason.DAMAGED, Reason.UNSUPPORTED)
