#!/bin/sh
# venv.sh PACKAGE VERSION: installs a Python package into a virtual environment of its own, unless it is there. Says in
# one line what is missing when it cannot.
set -eu
folder=node_modules/.cache/interop/$1-$2
[ -e "$folder/installed" ] && exit 0
mkdir -p "$folder"
python3 -m venv "$folder/venv" || {
  echo 'interop: python3 cannot make a virtual environment (Debian: python3-venv)' >&2
  exit 1
}
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "$1==$2" || {
  echo "interop: $1 $2 cannot be installed; is the package index out of reach?" >&2
  exit 1
}
touch "$folder/installed"
