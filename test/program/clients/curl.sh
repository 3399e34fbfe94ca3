#!/bin/sh
# A script that uses hostd by curl; it waits and tries again when hostd is busy.
set -eu
call() {
  curl --silent --show-error --fail-with-body --retry 3 --retry-delay 1 \
    -H "Authorization: Bearer $PODFLARE_API_KEY" -H 'Content-Type: application/json' "$@" || {
    echo "the call failed" >&2
    exit 1
  }
}
id=$(call -X POST -d '{}' "$PODFLARE_HOSTD_URL/v1/sandboxes" | sed 's/.*"id":"\([^"]*\)".*/\1/')
call -d '{"code":"print(6*7)"}' "$PODFLARE_HOSTD_URL/v1/sandboxes/$id/exec"
call -X DELETE "$PODFLARE_HOSTD_URL/v1/sandboxes/$id"
