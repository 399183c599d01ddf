from __future__ import annotations
import pytest, sys, os, ctypes, subprocess, locale
pytestmark = pytest.mark.windows
def test_probe() -> None:
    import hygiene, hygiene.checks
    print(hygiene.__file__, hygiene.checks.__file__)
    k = ctypes.windll.kernel32
    print(hex(k.GetUserDefaultUILanguage()), k.GetACP(), k.GetOEMCP(), sys.stdout.encoding, locale.getpreferredencoding())
    code = "import ctypes,sys;k=ctypes.windll.kernel32;print(hex(k.GetUserDefaultUILanguage()), k.GetACP(), k.GetOEMCP(), sys.stdout.encoding)"
    env = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG"))}
    print(subprocess.run([sys.executable, "-c", code], env=env, capture_output=True))
    print(subprocess.run([sys.executable, "-c", code], capture_output=True))
    print(sorted(os.environ))
