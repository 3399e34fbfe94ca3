#!/bin/sh
# What people write by hand, as `smoke.sh URL KEY`. Ends with 1 at the first answer that is not the expected one.
status() { curl -s -o /dev/null -w '%{http_code}' "$@"; }
[ "$(status "$1/v1/healthz")" = 200 ] &&
  [ "$(status -X POST "$1/v1/sandboxes")" = 401 ] &&
  [ "$(status -X POST -H 'Authorization: Bearer wrong' "$1/v1/sandboxes")" = 401 ] &&
  [ "$(status -X POST -H "Authorization: Bearer $2" "$1/v1/sandboxes")" != 401 ]
