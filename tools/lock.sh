#!/bin/sh
# Writes requirements/*.txt: the exact version and the hashes of everything that is installed, for Python 3.11 to
# 3.13 on Linux, macOS and Windows at once. What is locked already keeps its version unless `--upgrade` is given.
#
# run.txt is what running and building needs, dev.txt that and what the tests need, simpleaudio.txt the extra of
# that name, which has to be built and may be missing. No server is named in them: whoever installs asks their own.
set -eu
cd "$(dirname "$0")/.."
uv=.venv/bin/uv
systems='windows aarch64-apple-darwin x86_64-apple-darwin x86_64-manylinux_2_36 aarch64-manylinux_2_39'
pythons='3.11 3.12 3.13'
export UV_CUSTOM_COMPILE_COMMAND='make lock'

new=$(mktemp -d)
trap 'rm -rf "$new"' EXIT
cp requirements/*.txt "$new" 2>/dev/null || true

fail() { echo "lock: $*" >&2; exit 1; }

# resolve NAME ARGUMENTS…: reads what is wanted, writes NAME.txt.
resolve() {
    name=$1
    shift
    "$uv" pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate \
        --no-emit-index-url --no-emit-find-links -o "$new/$name.txt" "$@" || fail "$name cannot be resolved"
}

# A package that has to be compiled would ask Windows and macOS users for a compiler they do not have.
check_wheels() {
    for system in $systems; do
        # Where Linux has a compiler: tools/setup.sh installs it.
        case $system in *linux*) sources='--no-binary simpleaudio --no-binary simpleaudio-patched' ;; *) sources='' ;; esac
        for python in $pythons; do
            # shellcheck disable=SC2086
            "$uv" pip compile -q "$new/dev.txt" "$new/simpleaudio.txt" --no-deps --python-platform "$system" --python-version "$python" \
                --only-binary :all: $sources --generate-hashes -o /dev/null ||
                fail "no wheel of a locked version for Python $python on $system: see above"
        done
    done
}

extra_simpleaudio='import tomllib; from pathlib import Path
extras = tomllib.loads(Path("pyproject.toml").read_text())["project"]["optional-dependencies"]
print(*extras["simpleaudio"], sep="\n")'

resolve run pyproject.toml --extra build "$@"
.venv/bin/python -c "$extra_simpleaudio" >"$new/simpleaudio.in" || fail 'pyproject.toml cannot be read'
resolve simpleaudio "$new/simpleaudio.in" "$@"
resolve dev pyproject.toml --extra dev -c "$new/run.txt" "$@"
! grep -nE '://|--(index|extra-index|find-links)' "$new"/*.txt || fail 'a server or a folder is named'
check_wheels
mkdir -p requirements
mv "$new"/*.txt requirements/
