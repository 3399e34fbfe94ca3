#!/bin/sh
# Installs the real SDK, and the tools that docs/comparison.md speaks of, each into a folder of its own. Says in one line
# what is missing when it cannot. Prism 5.14.2 is the newest that runs on Node 20; those after it want Node 24.
set -eu
here=$(dirname "$0")
prism=5.14.2

"$here/venv.sh" podflare 0.0.22
"$here/venv.sh" schemathesis 4.32.5

folder=node_modules/.cache/interop/prism-$prism
[ -e "$folder/installed" ] && exit 0
mkdir -p "$folder"
echo '{ "private": true }' >"$folder/package.json"
npm install --prefix "$folder" --silent --no-audit --no-fund "@stoplight/prism-cli@$prism" || {
  echo "interop: Prism $prism cannot be installed; is the npm registry out of reach?" >&2
  exit 1
}
touch "$folder/installed"
