#!/bin/sh
# Checks a hostd in any CI: sh check.sh COMMAND. Reports go to ./reports; the exit code is that of the verdict.
set -eu

command=${1:?usage: check.sh COMMAND}
mkdir -p reports
code=0
npx podflare-conformance --command "$command" --rules 2026-11 --reporter json=reports/conformance.json || code=$?

# Without a report there is no verdict: wrong usage, or the target did not start.
if [ -s reports/conformance.json ]; then
  npx podflare-conformance report reports/conformance.json --reporter junit=reports/conformance.xml --reporter html=reports/conformance.html
fi
exit "$code"
