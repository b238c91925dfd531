#!/bin/sh
# Makes this checkout able to run (`run`), to be worked on and tested (`all`, or `newest` as below), or to make packages
# of it (`package`, which is `all` with what builds and validates them).
#
# Whatever is missing is installed: Debian packages through apt where that is allowed, a .venv in the checkout,
# into it the versions that requirements/*.txt lock, and the project. A stamp written last says that it was done,
# so the next call returns at once, and an interrupted one is taken up again. `run` goes on without what it can do
# without, saying so in one line; the others stop there, because they really use it.
#
# `newest` is `all` in a folder of its own, .venv-newest, with the newest versions that pyproject.toml allows
# instead of the locked ones; it asks the package index on every call.
set -eu
cd "$(dirname "$0")/.."
here=$(pwd -P)
mode=${1:-all}

# Qt's own libraries (ldd of its core, xcb, wayland and multimedia plugins; its multimedia asks for its network, and
# that for Kerberos), and the sound of both outputs.
# `a|b`: one name in Debian 12, another in later releases.
runtime_packages='
    libegl1 libgl1 libx11-6 libx11-xcb1 libxext6 libxrandr2 libdrm2 libxkbcommon0 libxkbcommon-x11-0
    libxcb1 libxcb-cursor0 libxcb-glx0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0
    libxcb-render0 libxcb-render-util0 libxcb-shape0 libxcb-shm0 libxcb-sync1 libxcb-util1 libxcb-xfixes0
    libxcb-xkb1 libwayland-client0 libwayland-cursor0 libglib2.0-0|libglib2.0-0t64 libdbus-1-3
    libfontconfig1 libfreetype6 libgssapi-krb5-2 fonts-dejavu-core libpulse0 libasound2|libasound2t64'
# simpleaudio has no wheel for Linux.
build_packages='gcc libc6-dev libasound2-dev'
# A sound server with a recorder and ALSA's way to it, a display, and a message bus: all private to the tests.
test_packages='pulseaudio pulseaudio-utils libasound2-plugins xvfb xauth dbus-daemon|dbus'
# What shortens ICU's data and mends libraries, and who judges a package: tools/package.
package_packages='icu-devtools patchelf binutils dpkg-dev desktop-file-utils appstream lintian debootstrap'

case $mode in
    run) wanted="$runtime_packages $build_packages" locked=requirements/run.txt venv=.venv ;;
    all) wanted="$runtime_packages $build_packages $test_packages" locked=requirements/dev.txt venv=.venv ;;
    package)
        wanted="$runtime_packages $build_packages $test_packages $package_packages"
        locked=requirements/dev.txt venv=.venv ;;
    newest) wanted="$runtime_packages $build_packages $test_packages" locked='' venv=.venv-newest ;;
    *) echo "usage: tools/setup.sh run|all|package|newest" >&2; exit 2 ;;
esac

say() { echo "set-up: $*" >&2; }
fail() { say "$*"; exit 1; }

python_is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }
version_of() { "$1" -c 'import sys; print("%d.%d.%d" % sys.version_info[:3])' 2>/dev/null; }

choose_python() {
    if [ -n "${PYTHON:-}" ]; then
        python_is_new_enough "$PYTHON" || fail "$PYTHON does not start, or is older than Python 3.11"
        echo "$PYTHON"
        return
    fi
    for candidate in python3 python3.13 python3.12 python3.11; do
        if python_is_new_enough "$candidate"; then
            echo "$candidate"
            return
        fi
    done
    fail "Calfcoach needs Python 3.11 or newer, and none was found: install python3.11 (or newer), or give PYTHON=…"
}

# The environment of an earlier call is kept unless it is broken, moved, or another Python is asked for by name.
venv_is_usable() {
    python_is_new_enough $venv/bin/python || return 1
    $venv/bin/python -c 'import pip' 2>/dev/null || return 1
    grep -qF "$here/$venv" $venv/bin/activate 2>/dev/null || return 1
    [ -z "${PYTHON:-}" ] || [ "$(version_of "$PYTHON")" = "$(version_of $venv/bin/python)" ]
}

is_installed() {
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

# Those of the named packages that are not installed.
missing_packages() {
    for names in "$@"; do
        for name in $(echo "$names" | tr '|' ' '); do
            is_installed "$name" && continue 2
        done
        echo "$names"
    done
}

stamp_for() {
    {
        echo "$1 $here $(version_of $venv/bin/python)"
        cat pyproject.toml tools/setup.sh requirements/*.txt
        # Where something could not be had, its arrival is a reason to try again.
        # shellcheck disable=SC2086
        [ ! -e $venv/.missing ] || missing_packages $wanted
    } | cksum
}

is_done() {
    [ "$mode" != newest ] || return 1
    venv_is_usable || return 1
    # Who has more has what is asked for.
    case $mode in run) enough='package all run' ;; all) enough='package all' ;; *) enough=$mode ;; esac
    for done_mode in $enough; do
        [ "$(cat "$venv/.set-up-$done_mode" 2>/dev/null)" = "$(stamp_for "$done_mode")" ] && return 0
    done
    return 1
}

# PySide6 carries modules of its own in a packed form, which each start would unpack and compile: 20 ms. Its own switch
# SBK_EMBED lays them beside the library. The note says for which library: they are made anew when another is installed.
unpack_qt() {
    for qt in $venv/lib/python*/site-packages/shiboken6; do
        [ -d "$qt" ] || continue
        parts=$qt/files.dir
        library=$(cksum "$qt"/libshiboken6*) || continue
        [ "$(cat "$parts/unpacked-from" 2>/dev/null)" != "$library" ] || continue
        rm -rf "$parts"
        if SBK_EMBED=0 $venv/bin/python -c 'import PySide6.QtCore' && [ -d "$parts" ]; then
            $venv/bin/python -m compileall -q "$parts"
            echo "$library" >"$parts/unpacked-from"
        else
            rm -rf "$parts"
        fi
    done >/dev/null 2>&1
}

# Two calls at once would write the same .venv.
if command -v flock >/dev/null; then
    exec 9<Makefile
    flock 9
fi

if is_done; then
    unpack_qt || true
    [ "$mode" != run ] || cat $venv/.missing >&2 2>/dev/null || true
    exit 0
fi

log=$(mktemp)
trap 'rm -f "$log"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# Quiet when it works; when it does not, the end of what it said, or one line when only the network is missing.
quietly() {
    "$@" >"$log" 2>&1 </dev/null || { explain; return 1; }
}

explain() {
    if grep -qE "$no_network" "$log"; then
        say "a server cannot be reached: connect this machine to the network, then try again"
    else
        tail -n 30 "$log" >&2
    fi
}

no_network='Temporary failure resolving|Could not resolve|Could not connect|NewConnectionError|NameResolutionError'
no_network="$no_network|ConnectTimeout|ReadTimeout|ProxyError|Network is unreachable"

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

# Prints the first of the names in a|b that apt can install.
installable() {
    for name in $(echo "$1" | tr '|' ' '); do
        if [ -n "$(apt-cache show "$name" 2>/dev/null)" ]; then
            echo "$name"
            return
        fi
    done
    echo "${1%%|*}"
}

apt_install() {
    # An unreachable list of packages does no harm when the older one serves.
    as_root apt-get -q update >"$log" 2>&1 </dev/null || say "apt could not renew its lists: $(tail -n 1 "$log")"
    names=''
    for package in "$@"; do names="$names $(installable "$package")"; done
    say "installing with apt:$names"
    set -- as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300 \
        install --no-install-recommends
    # shellcheck disable=SC2086
    "$@" $names >"$log" 2>&1 </dev/null && return
    # apt does not go on where an earlier installation was interrupted, and says so.
    if ! grep -qF 'dpkg --configure -a' "$log"; then
        explain
        return 1
    fi
    quietly as_root dpkg --configure -a || return 1
    # shellcheck disable=SC2086
    quietly "$@" $names
}

# Installs what is missing of the named packages; fails, naming them in one line, where that cannot be done.
need_packages() {
    # shellcheck disable=SC2046
    set -- $(missing_packages "$@")
    [ $# -gt 0 ] || return 0
    if [ "$(id -u)" != 0 ] && ! sudo -n true 2>/dev/null; then
        say "missing, and not to be installed without root: sudo apt install $(echo "$*" | sed 's/|[^ ]*//g')"
        return 1
    fi
    apt_install "$@" || { say "apt could not install: $*"; return 1; }
}

if venv_is_usable; then python=$venv/bin/python; else python=$(choose_python); fi
minor=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')

python_packages=''
# Debian's Python comes without venv and without its headers; others bring both.
"$python" -c 'import ensurepip, venv' 2>/dev/null || python_packages="python$minor-venv"
"$python" -c 'import os, sys, sysconfig as s; sys.exit(not os.path.exists(s.get_path("include") + "/Python.h"))' ||
    python_packages="$python_packages python$minor-dev"

if command -v apt-get >/dev/null && command -v dpkg-query >/dev/null; then
    # shellcheck disable=SC2086
    need_packages $wanted $python_packages || [ "$mode" = run ] || exit 1
elif [ "$mode" = all ] || [ "$mode" = package ]; then
    for tool in cc pulseaudio parec pactl Xvfb; do
        command -v "$tool" >/dev/null || fail "no apt here, and $tool is missing: install it, then try again"
    done
fi

if ! venv_is_usable; then
    [ ! -e $venv ] || say "making $venv anew: it is broken, was moved, or has another Python"
    "$python" -c 'import ensurepip, venv' 2>/dev/null || fail "missing: sudo apt install python$minor-venv"
    rm -rf $venv
    quietly "$python" -m venv $venv || fail "the $venv could not be made"
fi
rm -f $venv/.set-up-run $venv/.set-up-all $venv/.set-up-package $venv/.missing

pip_install() {
    $venv/bin/python -m pip install -q --disable-pip-version-check "$@" >"$log" 2>&1 </dev/null
}

# pip writes INSTALLER last: a package without it was interrupted half-way, and pip would take it as complete.
for package in $venv/lib/python*/site-packages/*.dist-info; do
    [ -e "$package/INSTALLER" ] || rm -rf "$package"
done

# Whatever cannot be had ends all modes but `run`, which says it each time and goes on.
lacks() {
    [ "$mode" = run ] || { explain; fail "$1"; }
    say "$1" 2>&1 | tee -a $venv/.missing >&2
}

# What is locked has its hash checked. Nothing is built in an isolated folder, which would bring unlocked versions
# of the build tools from the network: they are locked too, and installed before what they build.
install_locked() {
    pip_install --require-hashes -r $locked || return 1
    pip_install --no-deps --no-build-isolation -e .
}
install_simpleaudio() {
    pip_install --require-hashes --no-deps --no-build-isolation --use-pep517 -r requirements/simpleaudio.txt
}
install_newest() {
    pip_install --upgrade --upgrade-strategy eager -e '.[dev,simpleaudio]'
}

say "installing the project into $venv (the first time takes a few minutes)"
if [ "$mode" = newest ]; then
    install_newest || { explain; fail "pip could not install the newest versions that pyproject.toml allows"; }
else
    install_locked || { explain; fail "pip could not install the project"; }
    install_simpleaudio || no_simpleaudio=1
fi
if [ -n "${no_simpleaudio:-}" ] || ! $venv/bin/python -c 'import simpleaudio' >"$log" 2>&1; then
    lacks "no simpleaudio, the second way to play sound: it needs gcc, libasound2-dev and python$minor-dev, then 'make setup'"
fi
if ! $venv/bin/python -c 'import PySide6.QtWidgets, PySide6.QtMultimedia' >"$log" 2>&1; then
    lacks "no window and no Qt sound: $(tail -n 1 "$log")"
fi
# The first start is as quick as all others, also where Python may keep nothing.
unpack_qt || true
$venv/bin/python -m compileall -q calfcoach >/dev/null 2>&1 || true
stamp_for "$mode" >"$venv/.set-up-$mode.new"
mv "$venv/.set-up-$mode.new" "$venv/.set-up-$mode"
