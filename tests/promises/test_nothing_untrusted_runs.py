"""Root hears no settings and runs no code that a user controls."""

from __future__ import annotations

import sys

import pytest

if sys.platform != "linux":
    pytest.skip("mount namespaces are Linux's", allow_module_level=True)

from .computer import MALLORY, Computer, given
from .traps import ALL, IN_PLACE, OWN, passwords

_SPY = "open('/run/ran', 'a').write(__name__ + chr(10))\n"


def ran_foreign(computer: Computer) -> bool:
    return (computer.disk / "run/ran").exists()


def lay_code(computer: Computer) -> None:
    """Modules that would run in mallory's home, in its `lib` and where Python looks in a home."""
    home = computer.home("mallory")
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    for folder in (home, home / "lib", home / ".local/lib" / version / "site-packages"):
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("typer", "signal", "json", "apsw", "sitecustomize", "usercustomize", "evil"):
            (folder / f"{name}.py").write_text(_SPY)
        (folder / "evil.pth").write_text("import evil\n")
        info = folder / "evil-1.dist-info"
        info.mkdir()
        (info / "METADATA").write_text("Name: evil\nVersion: 1\n")
        (info / "entry_points.txt").write_text("[hygiene.checks]\nevil = evil\n")
    (home / "hygiene.py").write_text(_SPY)
    given(home, MALLORY)


def test_isolated_python_runs_nothing_of_a_user(computer: Computer) -> None:
    lay_code(computer)
    env = {
        "HOME": "/home/mallory",
        "PYTHONPATH": "/home/mallory/lib",
        "PYTHONUSERBASE": "/home/mallory/.local",
        "PYTHONSTARTUP": "/home/mallory/evil.py",
    }
    ran = computer.hygiene(*ALL, env=env, cwd="/home/mallory")
    assert passwords(ran.report) == {"mallory": OWN, "victim": IN_PLACE}
    assert not ran_foreign(computer)


def test_without_isolation_the_same_traps_do_catch(computer: Computer) -> None:
    lay_code(computer)
    computer.hygiene("--version", python=[sys.executable], cwd="/home/mallory")
    assert ran_foreign(computer)


def test_the_current_folder_gives_no_module_but_one_called_hygiene(computer: Computer) -> None:
    lay_code(computer)
    (computer.home("mallory") / "hygiene.py").unlink()
    ran = computer.hygiene(*ALL, python=[sys.executable], cwd="/home/mallory")
    assert passwords(ran.report) == {"mallory": OWN, "victim": IN_PLACE}
    assert not ran_foreign(computer)


@pytest.mark.parametrize(("allow", "loaded"), [("", False), ("evil", True)])
def test_checks_of_others_load_as_root_only_where_the_keeper_names_them(
    computer: Computer, allow: str, loaded: bool
) -> None:
    info = computer.home("mallory") / "plugins" / "evil-1.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Name: evil\nVersion: 1\n")
    (info / "entry_points.txt").write_text("[hygiene.checks]\nevil = evil\n")
    (info.parent / "evil.py").write_text(_SPY)
    (computer.disk / "etc/hygiene").mkdir()
    (computer.disk / "etc/hygiene/config.toml").write_text(f'[plugins]\nallow = ["{allow}"]\n')
    env = {"PYTHONPATH": "/home/mallory/plugins"}
    computer.hygiene(*ALL, python=[sys.executable], env=env)
    assert ran_foreign(computer) == loaded


@pytest.mark.parametrize("home", ["/root", "/home/mallory"])
def test_root_hears_no_users_settings(computer: Computer, home: str) -> None:
    # mallory's own say: skip saved passwords. `sudo -E` keeps the home of who typed it.
    ran = computer.hygiene(*ALL, env={"HOME": home, "XDG_CONFIG_HOME": "/home/mallory/.config"})
    assert passwords(ran.report) == {"mallory": OWN, "victim": IN_PLACE}
    assert ran.report["options"]["skip"] == []


def test_a_system_wide_file_that_a_user_controls_is_refused(computer: Computer) -> None:
    (computer.disk / "etc/hygiene").symlink_to("/home/mallory/.config/hygiene")
    ran = computer.hygiene(*ALL)
    assert (ran.code, ran.out) == (2, "")
    assert "settings refused" in ran.err
