#!/usr/bin/env bash
# Starts a container engine if there is none, as root on Debian:
#   eval "$(scripts/engine.sh start)"    uses a running engine, or starts one; sets DOCKER_HOST
#   scripts/engine.sh stop               stops the engine that it started, unless a container is running
# Both may be repeated. Stdout is only for the shell; messages go to stderr.
set -euo pipefail

dir=${ENGINE_DIR:-/var/tmp/podflare-conformance-engine}
socket=$dir/docker.sock

# responds HOST: true if an engine responds there within two seconds.
responds() {
  case $1 in
    unix://*) [ "$(curl -s -m 2 --unix-socket "${1#unix://}" http://engine/_ping)" = OK ] ;;
    tcp://*) [ "$(curl -s -m 2 "http://${1#tcp://}/_ping")" = OK ] ;;
    *) return 1 ;;
  esac
}

# running: true while the engine that this script started is running.
running() {
  [ -f "$dir/pid" ] && grep -qz dockerd "/proc/$(cat "$dir/pid")/cmdline" 2>/dev/null
}

use() {
  echo "engine: $1" >&2
  echo "export DOCKER_HOST=$1"
}

start() {
  local host
  mkdir -p "$dir"
  exec 9>"$dir/lock"
  flock 9
  for host in "${DOCKER_HOST:-}" unix:///var/run/docker.sock "unix://$socket"; do
    if responds "$host"; then
      use "$host"
      return
    fi
  done
  if ! command -v dockerd >/dev/null || ! command -v iptables >/dev/null; then
    { apt-get update -q && apt-get install -y -q --no-install-recommends docker.io iptables; } >&2
    # On a machine with an init system, the package has started an engine.
    if responds unix:///var/run/docker.sock; then
      use unix:///var/run/docker.sock
      return
    fi
  fi
  if ! running; then
    rm -f "$dir/pid"
    setsid dockerd --host "unix://$socket" --data-root "$dir/data" --exec-root "$dir/exec" --pidfile "$dir/pid" \
      --ip 127.0.0.1 --log-level warn </dev/null >"$dir/log" 2>&1 9>&- &
  fi
  for _ in $(seq 150); do
    if responds "unix://$socket"; then
      use "unix://$socket"
      return
    fi
    sleep 0.2
  done
  echo "engine: none responded after 30 s; the end of $dir/log:" >&2
  tail -n 20 "$dir/log" >&2
  return 1
}

stop() {
  running || return 0
  if [ -n "$(DOCKER_HOST=unix://$socket docker ps --quiet)" ]; then
    echo 'engine: in use, left running' >&2
    return
  fi
  local pid
  pid=$(cat "$dir/pid")
  kill "$pid"
  while kill -0 "$pid" 2>/dev/null; do sleep 0.1; done
  echo 'engine: stopped' >&2
}

case ${1:-} in
  start | stop) "$1" ;;
  *)
    echo 'usage: engine.sh start | stop' >&2
    exit 2
    ;;
esac
