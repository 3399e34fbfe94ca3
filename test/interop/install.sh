#!/bin/sh
# Installs the real SDK into a virtual environment of its own. Says in one line what is missing when it cannot.
set -eu
version=0.0.22
folder=node_modules/.cache/interop/podflare-$version
[ -e "$folder/installed" ] && exit 0
mkdir -p "$folder"
python3 -m venv "$folder/venv" || {
  echo 'interop: python3 cannot make a virtual environment (Debian: python3-venv)' >&2
  exit 1
}
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "podflare==$version" || {
  echo "interop: podflare $version cannot be installed; is the package index out of reach?" >&2
  exit 1
}
touch "$folder/installed"
