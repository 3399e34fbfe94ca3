#!/bin/sh
# Installs the tools that docs/comparison.md speaks of, each into a folder of its own. Says in one line what is missing
# when it cannot. Prism 5.14.2 is the newest that runs on Node 20; those after it want Node 24.
set -eu
schemathesis=4.32.5
prism=5.14.2
cache=node_modules/.cache/interop

folder=$cache/schemathesis-$schemathesis
if [ ! -e "$folder/installed" ]; then
  mkdir -p "$folder"
  python3 -m venv "$folder/venv" || {
    echo 'interop: python3 cannot make a virtual environment (Debian: python3-venv)' >&2
    exit 1
  }
  "$folder/venv/bin/pip" install --quiet --disable-pip-version-check "schemathesis==$schemathesis" || {
    echo "interop: schemathesis $schemathesis cannot be installed; is the package index out of reach?" >&2
    exit 1
  }
  touch "$folder/installed"
fi

folder=$cache/prism-$prism
if [ ! -e "$folder/installed" ]; then
  mkdir -p "$folder"
  echo '{ "private": true }' >"$folder/package.json"
  npm install --prefix "$folder" --silent --no-audit --no-fund "@stoplight/prism-cli@$prism" || {
    echo "interop: Prism $prism cannot be installed; is the npm registry out of reach?" >&2
    exit 1
  }
  touch "$folder/installed"
fi
