// Generated from suites/ledger.yaml by scripts/generate.ts. Do not edit.
import type { Rule } from '../ledger.ts';

export const ledger: readonly Rule[] = [
  {
    "rule": "auth/every-request",
    "level": "must",
    "source": "docs.podflare.ai/concepts/auth",
    "says": "Every request below /v1/ needs a key, whatever its method, route, body or HTTP version. The key is checked before anything else in the request.",
    "checks": [
      "unauthorized/before-body",
      "unauthorized/unknown-route",
      "unauthorized/unknown-route-401",
      "unauthorized/named-healthz",
      "unauthorized/wrong-method",
      "unauthorized/wrong-method-401",
      "unauthorized/head",
      "unauthorized/options-runs-nothing",
      "unauthorized/options",
      "unauthorized/every-request-on-connection",
      "unauthorized/existing-sandbox",
      "unauthorized/no-effect",
      "unauthorized/http-1.0",
      "unauthorized/chunked",
      "keys/in-flight",
      "bypass/kept-connection",
      "bypass/pipelined",
      "bypass/behind-unread-body",
      "startup/first-request",
      "http/framing-auth"
    ]
  },
  {
    "rule": "auth/healthz-exempt",
    "level": "must",
    "source": "docs.podflare.ai/concepts/auth",
    "says": "GET /v1/healthz is the only exemption: it needs no key, and ignores a key that is sent.",
    "checks": [
      "healthz/no-key",
      "healthz/any-authorization",
      "healthz/query",
      "healthz/after-401",
      "healthz/after-refusals",
      "healthz/accept",
      "healthz/head",
      "healthz/post"
    ]
  },
  {
    "rule": "auth/no-way-around",
    "level": "must",
    "source": "docs.podflare.ai/concepts/auth; follows from the exemption being one path",
    "says": "No other spelling, method, header or form of the path is exempt, and none reaches a protected handler without a key.",
    "checks": [
      "bypass/prefix",
      "bypass/subpath",
      "bypass/dot-segments",
      "bypass/encoded-dots",
      "bypass/encoded-letters",
      "bypass/slashes",
      "bypass/case",
      "bypass/parameters",
      "bypass/query",
      "bypass/absolute-form",
      "bypass/odd-bytes",
      "bypass/method",
      "bypass/method-override",
      "bypass/spoofed-headers",
      "bypass/common-headers",
      "bypass/body",
      "bypass/upgrade"
    ]
  },
  {
    "rule": "auth/bearer-only",
    "level": "must",
    "source": "docs.podflare.ai/concepts/auth",
    "says": "A key is sent only as `Authorization: Bearer <key>`.",
    "checks": [
      "unauthorized/other-scheme",
      "unauthorized/empty-token"
    ]
  },
  {
    "rule": "auth/missing-body",
    "level": "must",
    "source": "docs.podflare.ai/concepts/auth",
    "says": "A request without a key gets 401 with the text for a missing Authorization header.",
    "checks": [
      "unauthorized/no-key"
    ]
  },
  {
    "rule": "auth/invalid-body",
    "level": "must",
    "source": "docs.podflare.ai/concepts/auth",
    "says": "A request with a key that is not in the list gets 401 with the text for an invalid key.",
    "checks": [
      "unauthorized/wrong-key"
    ]
  },
  {
    "rule": "auth/json-type",
    "level": "must",
    "source": "docs.podflare.ai/api-reference/introduction",
    "says": "The 401 has the content type of JSON, like every response that is not a stream.",
    "checks": [
      "unauthorized/content-type",
      "unauthorized/accept"
    ]
  },
  {
    "rule": "auth/exact-body",
    "level": "should",
    "source": "docs.podflare.ai/concepts/auth",
    "says": "The 401 body is exactly the documented object.",
    "checks": [
      "unauthorized/nothing-else"
    ]
  },
  {
    "rule": "auth/malformed-is-missing",
    "level": "should",
    "source": "docs.podflare.ai/concepts/auth; deduced from the wording of the older page",
    "says": "A header without a Bearer key counts as a missing key.",
    "checks": [
      "unauthorized/malformed-is-missing"
    ]
  },
  {
    "rule": "auth/no-echo",
    "level": "should",
    "source": "common practice; CWE-532 and CWE-209",
    "says": "A response does not repeat a refused key.",
    "checks": [
      "unauthorized/no-echo"
    ]
  },
  {
    "rule": "auth/before-size-limit",
    "level": "should",
    "source": "docs.podflare.ai/concepts/auth; follows from every request needing a key",
    "says": "The key is checked before a limit on the body applies, and without waiting for the body.",
    "checks": [
      "unauthorized/before-size-limit",
      "unauthorized/before-body-arrives"
    ]
  },
  {
    "rule": "auth/no-crash",
    "level": "should",
    "source": "RFC 9110 section 15.6",
    "says": "A request that the server cannot understand gets a 4xx, not a 5xx.",
    "checks": [
      "bypass/no-crash"
    ]
  },
  {
    "rule": "auth/allowlist",
    "level": "must",
    "source": "docs.podflare.ai/concepts/auth",
    "says": "Every key of PODFLARE_API_KEYS works for every operation. Keys have no scopes.",
    "checks": [
      "keys/all-valid",
      "keys/after-refusals"
    ]
  },
  {
    "rule": "auth/exact-match",
    "level": "must",
    "source": "docs.podflare.ai/concepts/auth",
    "says": "A key is accepted only if it is identical to an entry of the list.",
    "checks": [
      "keys/wrong-token",
      "keys/other-case-after-the-key",
      "keys/long-key",
      "keys/no-regex",
      "keys/malformed-token",
      "keys/malformed-token-response",
      "keys/repeated-wrong"
    ]
  },
  {
    "rule": "auth/opaque",
    "level": "should",
    "source": "docs.podflare.ai/concepts/auth; RFC 6750 section 2.1",
    "says": "Keys are opaque: prefixes such as pk_ or pf_live_ have no meaning for the server, and a key may contain every character of a bearer token.",
    "checks": [
      "keys/characters"
    ]
  },
  {
    "rule": "auth/list-blanks",
    "level": "may",
    "source": "undocumented",
    "says": "Whitespace around the entries of the list may or may not be part of the keys.",
    "checks": [
      "keys/blanks-in-list"
    ]
  },
  {
    "rule": "auth/header-only",
    "level": "must",
    "source": "docs.podflare.ai/concepts/auth",
    "says": "A key counts only in the Authorization header, not in a URL, a cookie, a body or another header.",
    "checks": [
      "keys/elsewhere",
      "headers/no-credential"
    ]
  },
  {
    "rule": "auth/loopback-with-keys",
    "level": "must",
    "source": "docs.podflare.ai/concepts/auth",
    "says": "Keys are enforced on loopback too.",
    "checks": [
      "dev-mode/keys-enforce"
    ]
  },
  {
    "rule": "auth/enforced-anywhere",
    "level": "must",
    "source": "docs.podflare.ai/concepts/auth",
    "says": "With keys hostd starts on any address and enforces them.",
    "checks": [
      "startup/starts-with-keys",
      "startup/every-address"
    ]
  },
  {
    "rule": "auth/dev-mode",
    "level": "must",
    "source": "docs.podflare.ai/concepts/auth",
    "says": "Without keys on a loopback address auth is off: every request is served, whatever key it carries.",
    "checks": [
      "dev-mode/starts",
      "dev-mode/no-key",
      "dev-mode/any-key",
      "dev-mode/any-authorization"
    ]
  },
  {
    "rule": "auth/dev-mode-other-loopback",
    "level": "should",
    "source": "docs.podflare.ai/concepts/auth; what counts as loopback is deduced",
    "says": "localhost and the rest of 127.0.0.0/8 are loopback addresses.",
    "checks": [
      "dev-mode/other-loopback"
    ]
  },
  {
    "rule": "auth/dev-mode-loopback-only",
    "level": "must",
    "source": "docs.podflare.ai/concepts/auth",
    "says": "Dev mode is reachable on loopback only.",
    "checks": [
      "dev-mode/not-exposed"
    ]
  },
  {
    "rule": "auth/dev-mode-silent",
    "level": "should",
    "source": "docs.podflare.ai/concepts/auth",
    "says": "Dev mode is silent.",
    "checks": [
      "dev-mode/silent"
    ]
  },
  {
    "rule": "auth/default-address",
    "level": "must",
    "source": "docs.podflare.ai/concepts/auth",
    "says": "The default of PODFLARE_HOSTD_ADDR is 127.0.0.1:7070.",
    "checks": [
      "dev-mode/default-address"
    ]
  },
  {
    "rule": "auth/bind-address",
    "level": "must",
    "source": "docs.podflare.ai/concepts/auth",
    "says": "hostd listens only on the address in PODFLARE_HOSTD_ADDR.",
    "checks": [
      "startup/bound-address"
    ]
  },
  {
    "rule": "auth/refuse-to-start",
    "level": "must",
    "source": "docs.podflare.ai/concepts/auth",
    "says": "On any other address, without keys and without the disable flag, hostd refuses to start.",
    "checks": [
      "startup/refuses",
      "startup/refuses-other-spellings",
      "startup/port-stays-closed"
    ]
  },
  {
    "rule": "auth/empty-list",
    "level": "must",
    "source": "docs.podflare.ai/concepts/auth; deduced: an empty entry is not a key",
    "says": "A list without a key counts as unset. Whitespace entries may count as keys as long as nobody is served.",
    "checks": [
      "startup/empty-lists"
    ]
  },
  {
    "rule": "auth/refusal-exit-code",
    "level": "should",
    "source": "undocumented; what supervisors expect",
    "says": "A refused start has a non-zero exit code.",
    "checks": [
      "startup/exit-code"
    ]
  },
  {
    "rule": "auth/refusal-reason",
    "level": "should",
    "source": "undocumented; common practice",
    "says": "The error message of a refused start says what is missing.",
    "checks": [
      "startup/says-why"
    ]
  },
  {
    "rule": "auth/disable-flag",
    "level": "must",
    "source": "docs.podflare.ai/concepts/auth",
    "says": "PODFLARE_AUTH_DISABLED=1 turns auth off completely, with or without keys, on any address.",
    "checks": [
      "disabled/starts",
      "disabled/no-key",
      "disabled/any-key"
    ]
  },
  {
    "rule": "auth/disable-flag-off",
    "level": "must",
    "source": "docs.podflare.ai/concepts/auth",
    "says": "The flag is a boolean with the default false: 0, false and an empty string do not disable auth.",
    "checks": [
      "disabled/flag-off",
      "disabled/flag-words",
      "startup/refuses-with-flag-off"
    ]
  },
  {
    "rule": "auth/disable-flag-true",
    "level": "may",
    "source": "undocumented",
    "says": "It is not specified whether `true` counts as 1.",
    "checks": [
      "disabled/flag-true"
    ]
  },
  {
    "rule": "auth/disable-warning",
    "level": "must",
    "source": "docs.podflare.ai/concepts/auth",
    "says": "With auth disabled hostd prints a warning that it prints in no other mode.",
    "checks": [
      "disabled/warning",
      "disabled/warning-json"
    ]
  },
  {
    "rule": "auth/disable-warning-loud",
    "level": "should",
    "source": "docs.podflare.ai/concepts/auth",
    "says": "The warning is loud: it names auth, is at warn level or stands out, and is printed at startup.",
    "checks": [
      "disabled/loud",
      "disabled/warning-in-time"
    ]
  },
  {
    "rule": "auth/keys-stay-secret",
    "level": "must",
    "source": "follows from a known key opening the server; CWE-532",
    "says": "hostd reveals no configured key in its output or in a response, unless a request carried the key.",
    "checks": [
      "startup/keys-stay-secret",
      "keys/not-disclosed"
    ]
  },
  {
    "rule": "auth/keys-not-logged",
    "level": "should",
    "source": "common practice; CWE-532",
    "says": "Keys that requests carry do not appear in logs.",
    "checks": [
      "startup/sent-keys-not-logged",
      "client/key-not-printed",
      "mcp/key-not-printed"
    ]
  },
  {
    "rule": "auth/headers-pass",
    "level": "must",
    "source": "docs.podflare.ai/concepts/auth",
    "says": "SDKs set Authorization, traceparent and content-type. hostd accepts all three on every request, and none of them affects the others.",
    "checks": [
      "headers/traceparent",
      "headers/traceparent-open"
    ]
  },
  {
    "rule": "auth/headers-forwarded",
    "level": "must",
    "source": "docs.podflare.ai/concepts/auth",
    "says": "Everything between the SDK and hostd forwards the three headers unchanged.",
    "checks": [
      "headers/authorization-arrives",
      "headers/authorization-spelling",
      "headers/content-type-arrives",
      "headers/content-type-spelling",
      "headers/traceparent-arrives",
      "headers/traceparent-unchanged",
      "headers/tracing-lists-arrive",
      "headers/nothing-added"
    ]
  },
  {
    "rule": "auth/no-key-added",
    "level": "must",
    "source": "docs.podflare.ai/concepts/auth; follows from the key being that of the caller",
    "says": "A gateway in front of hostd does not add a key to a request without one.",
    "checks": [
      "headers/no-key-added",
      "headers/no-key-added-anywhere"
    ]
  },
  {
    "rule": "auth/constant-time",
    "level": "should",
    "source": "common practice; CWE-208",
    "says": "Keys are compared in constant time.",
    "untested": "A difference of nanoseconds cannot be distinguished from network noise. The mock compares in constant time, and a reviewer can check a server."
  },
  {
    "rule": "auth/no-rotation",
    "level": "may",
    "source": "docs.podflare.ai/concepts/auth",
    "says": "There are no rotation and no scopes yet. Keys are read from the environment at startup.",
    "untested": "It cannot be observed: the environment of a running server cannot be changed from outside."
  },
  {
    "rule": "auth/sdk-headers",
    "level": "must",
    "source": "docs.podflare.ai/concepts/auth",
    "says": "SDKs and the MCP server send the three headers, with the key from their environment, and forward them unchanged.",
    "checks": [
      "client/authorization",
      "client/content-type",
      "mcp/authorization",
      "mcp/content-type"
    ]
  },
  {
    "rule": "auth/control-plane",
    "level": "may",
    "source": "docs.podflare.ai/concepts/auth",
    "says": "A control plane for people, with sign-up, workspaces and a dashboard, is separate from this API.",
    "untested": "It is a separate product with its own authentication."
  },
  {
    "rule": "docs/healthz-status",
    "level": "should",
    "source": "docs.podflare.ai/api-reference/introduction",
    "says": "The status of the liveness response is 200.",
    "checks": [
      "healthz/status"
    ]
  },
  {
    "rule": "docs/healthz-body",
    "level": "should",
    "source": "docs.podflare.ai/api-reference/introduction",
    "says": "The body of the liveness response is `ok`.",
    "checks": [
      "healthz/body"
    ]
  },
  {
    "rule": "docs/error-shape",
    "level": "may",
    "source": "docs.podflare.ai/api-reference/introduction",
    "says": "Every error is a JSON object with an `error` text.",
    "checks": [
      "api/error-shape"
    ]
  },
  {
    "rule": "docs/bad-body",
    "level": "may",
    "source": "docs.podflare.ai/api-reference/introduction",
    "says": "An invalid body gets 400.",
    "checks": [
      "api/create-bad-body",
      "api/fork-type",
      "api/exec-bad-body"
    ]
  },
  {
    "rule": "docs/empty-body",
    "level": "should",
    "source": "docs.podflare.ai/api-reference/merge-into",
    "says": "Calls without a body need no content type.",
    "checks": [
      "headers/content-type-absent",
      "headers/no-length"
    ]
  },
  {
    "rule": "docs/not-found",
    "level": "should",
    "source": "docs.podflare.ai/api-reference/introduction",
    "says": "A request for an unknown sandbox gets 404.",
    "checks": [
      "api/unknown-id",
      "api/id-exact",
      "api/not-found-text"
    ]
  },
  {
    "rule": "docs/create",
    "level": "should",
    "source": "docs.podflare.ai/api-reference/create-sandbox",
    "says": "Create returns the id of a new sandbox each time.",
    "checks": [
      "api/create",
      "api/create-new-id"
    ]
  },
  {
    "rule": "docs/create-ready",
    "level": "should",
    "source": "docs.podflare.ai/api-reference/create-sandbox",
    "says": "A new sandbox is ready to run code.",
    "checks": [
      "api/create-state"
    ]
  },
  {
    "rule": "docs/create-without-body",
    "level": "may",
    "source": "undocumented",
    "says": "Create without a body is the same as with {}.",
    "checks": [
      "api/create-without-body"
    ]
  },
  {
    "rule": "docs/id-form",
    "level": "may",
    "source": "examples of docs.podflare.ai",
    "says": "Ids are sbx_ followed by 32 hexadecimal digits.",
    "checks": [
      "api/id-form",
      "api/id-case"
    ]
  },
  {
    "rule": "docs/exec",
    "level": "should",
    "source": "docs.podflare.ai/api-reference/exec",
    "says": "Exec runs code, in Python by default, and reports its output and its exit code.",
    "checks": [
      "api/exec"
    ]
  },
  {
    "rule": "docs/exec-stream",
    "level": "should",
    "source": "docs.podflare.ai/api-reference/exec",
    "says": "The response is a stream of JSON lines, each flushed as soon as it is produced.",
    "checks": [
      "api/exec-type",
      "api/exec-flushed",
      "gateway/stream"
    ]
  },
  {
    "rule": "docs/exec-event",
    "level": "should",
    "source": "docs.podflare.ai/api-reference/exec",
    "says": "Events have type, data, seq and ts. seq increases across both streams, and the only exit event is the last event.",
    "checks": [
      "api/exec-events",
      "api/exec-order",
      "api/exec-first-seq",
      "api/exec-exit-last",
      "api/exec-lines",
      "api/exec-text",
      "api/exec-stderr"
    ]
  },
  {
    "rule": "docs/exec-exception",
    "level": "should",
    "source": "docs.podflare.ai/api-reference/exec",
    "says": "Failing code does not fail the request: the status is 200, and the exit code reports the failure.",
    "checks": [
      "api/exec-exception",
      "api/exec-exit-code"
    ]
  },
  {
    "rule": "docs/exec-serial",
    "level": "should",
    "source": "docs.podflare.ai/api-reference/exec",
    "says": "Runs in the same sandbox wait for each other. Runs in different sandboxes do not.",
    "checks": [
      "api/exec-serial",
      "api/exec-parallel"
    ]
  },
  {
    "rule": "docs/exec-outlives-client",
    "level": "may",
    "source": "undocumented",
    "says": "It is not specified what happens to a run when its client disconnects.",
    "untested": "The documentation is silent, so any behaviour is correct."
  },
  {
    "rule": "docs/repl",
    "level": "should",
    "source": "docs.podflare.ai/concepts/repl",
    "says": "Python state lives as long as its sandbox, and is not visible in any other.",
    "checks": [
      "api/exec-python-state",
      "api/exec-isolated"
    ]
  },
  {
    "rule": "docs/bash",
    "level": "should",
    "source": "docs.podflare.ai/concepts/repl",
    "says": "Each bash run is a new process on the same file system.",
    "checks": [
      "api/exec-bash-fresh"
    ]
  },
  {
    "rule": "docs/fork",
    "level": "should",
    "source": "docs.podflare.ai/api-reference/fork",
    "says": "Fork creates n children, one by default, each with its own id and lifetime.",
    "checks": [
      "api/fork-default",
      "api/fork-count",
      "api/fork-of-fork"
    ]
  },
  {
    "rule": "docs/fork-range",
    "level": "should",
    "source": "docs.podflare.ai/api-reference/fork",
    "says": "n is 1 to 32. Any other value gets 400.",
    "checks": [
      "api/fork-range"
    ]
  },
  {
    "rule": "docs/fork-state",
    "level": "should",
    "source": "docs.podflare.ai/concepts/fork",
    "says": "Children start with a copy of the memory and the files, and share nothing afterwards.",
    "checks": [
      "api/fork-copies",
      "api/fork-apart"
    ]
  },
  {
    "rule": "docs/fork-running-programs",
    "level": "may",
    "source": "docs.podflare.ai/concepts/fork",
    "says": "Running processes are part of the copy.",
    "untested": "It needs processes that keep running between calls. The documentation does not say whether hostd allows them or how to start one."
  },
  {
    "rule": "docs/fork-custom-sizes",
    "level": "may",
    "source": "docs.podflare.ai/api-reference/fork",
    "says": "Sandboxes of custom sizes cannot be forked.",
    "untested": "The documentation does not say how to request a custom size."
  },
  {
    "rule": "docs/merge",
    "level": "should",
    "source": "docs.podflare.ai/api-reference/merge-into",
    "says": "Merge replaces the parent by the winner. The winner's id is gone, and the siblings stay.",
    "checks": [
      "api/merge",
      "api/merge-siblings",
      "api/merge-then-destroy",
      "api/merge-again",
      "api/merge-state"
    ]
  },
  {
    "rule": "docs/merge-self",
    "level": "should",
    "source": "docs.podflare.ai/api-reference/merge-into",
    "says": "Merging a sandbox into itself gets 400.",
    "checks": [
      "api/merge-self"
    ]
  },
  {
    "rule": "docs/destroy",
    "level": "should",
    "source": "docs.podflare.ai/api-reference/destroy",
    "says": "Destroy ends the sandbox. Later calls with its id get 404.",
    "checks": [
      "api/destroy",
      "api/destroy-again-fails"
    ]
  },
  {
    "rule": "docs/destroy-again",
    "level": "may",
    "source": "docs.podflare.ai/api-reference/destroy; the pages disagree",
    "says": "Destroying a sandbox twice is a no-op or gets 404.",
    "checks": [
      "api/destroy-again",
      "api/destroy-unknown"
    ]
  },
  {
    "rule": "docs/trace-id-logged",
    "level": "should",
    "source": "docs.podflare.ai/concepts/observability",
    "says": "The log lines of a request contain the trace id of its traceparent.",
    "checks": [
      "headers/trace-id-logged"
    ]
  },
  {
    "rule": "docs/parent-id-logged",
    "level": "should",
    "source": "docs.podflare.ai/concepts/observability",
    "says": "The log lines of a request contain the caller's span id as parent_span_id.",
    "checks": [
      "headers/parent-id-logged"
    ]
  },
  {
    "rule": "docs/log-format",
    "level": "may",
    "source": "docs.podflare.ai/concepts/observability",
    "says": "PODFLARE_LOG_FORMAT=json makes each event a JSON object.",
    "untested": "The documentation shows the format in one example, meant for people. The trace ids in it are checked."
  },
  {
    "rule": "docs/log-filter",
    "level": "may",
    "source": "docs.podflare.ai/concepts/observability",
    "says": "The log level can be set by the environment.",
    "untested": "The documentation does not name the variable."
  },
  {
    "rule": "docs/bad-address",
    "level": "should",
    "source": "undocumented; common practice",
    "says": "An address that cannot be parsed stops the startup.",
    "checks": [
      "startup/bad-address"
    ]
  },
  {
    "rule": "docs/port-in-use",
    "level": "should",
    "source": "undocumented; common practice",
    "says": "A port that is in use stops the startup.",
    "checks": [
      "startup/port-in-use"
    ]
  },
  {
    "rule": "docs/sigterm",
    "level": "should",
    "source": "undocumented; what orchestrators expect",
    "says": "SIGTERM stops hostd promptly.",
    "checks": [
      "startup/sigterm"
    ]
  },
  {
    "rule": "docs/capacity",
    "level": "may",
    "source": "docs.podflare.ai/concepts/warm-pool",
    "says": "GET /v1/capacity reports the warm pool.",
    "untested": "The documentation mentions the route without its fields. unauthorized/unknown-route checks that it needs a key, like any route below /v1/."
  },
  {
    "rule": "docs/latency",
    "level": "may",
    "source": "docs.podflare.ai/concepts/warm-pool",
    "says": "Sandboxes are created in milliseconds.",
    "untested": "Figures of one installation do not apply to another."
  },
  {
    "rule": "docs/idle-timeout",
    "level": "may",
    "source": "docs.podflare.ai/concepts/sandboxes",
    "says": "Sandboxes time out.",
    "untested": "The documentation does not give the time."
  },
  {
    "rule": "rfc6585/431",
    "level": "should",
    "source": "RFC 6585 section 5",
    "says": "A header section that is too large is rejected.",
    "checks": [
      "http/large-header"
    ]
  },
  {
    "rule": "rfc6750/blanks",
    "level": "may",
    "source": "RFC 6750 section 2.1; RFC 9110 section 11.4",
    "says": "There may be more than one space between the scheme and the token.",
    "checks": [
      "keys/two-blanks"
    ]
  },
  {
    "rule": "rfc9110/challenge",
    "level": "should",
    "source": "RFC 9110 sections 11.6.1 and 15.5.2; RFC 6750 section 3",
    "says": "A 401 carries a WWW-Authenticate challenge.",
    "checks": [
      "unauthorized/challenge"
    ]
  },
  {
    "rule": "rfc9110/field-blanks",
    "level": "should",
    "source": "RFC 9110 section 5.5",
    "says": "Whitespace around a header value is not part of the value.",
    "checks": [
      "keys/blanks-around"
    ]
  },
  {
    "rule": "rfc9110/media-type",
    "level": "should",
    "source": "RFC 9110 section 8.3.1",
    "says": "Media types are case-insensitive and may have parameters.",
    "checks": [
      "headers/content-type"
    ]
  },
  {
    "rule": "rfc9110/name-case",
    "level": "must",
    "source": "RFC 9110 section 5.1",
    "says": "Header names are case-insensitive.",
    "checks": [
      "headers/name-case",
      "headers/content-type-name"
    ]
  },
  {
    "rule": "rfc9110/scheme-case",
    "level": "should",
    "source": "RFC 9110 section 11.1",
    "says": "Auth schemes are case-insensitive.",
    "checks": [
      "keys/scheme-case"
    ]
  },
  {
    "rule": "rfc9110/single-field",
    "level": "may",
    "source": "RFC 9110 section 5.3",
    "says": "Authorization is not a list: a sender must not repeat it. It is not specified what a receiver does with repeated headers.",
    "checks": [
      "keys/repeated-mixed"
    ]
  },
  {
    "rule": "rfc9110/no-body",
    "level": "should",
    "source": "RFC 9110 sections 6.4.1, 9.3.2, 15.3.5 and 15.4.5",
    "says": "Responses to HEAD and responses with status 204 or 304 have no body.",
    "checks": [
      "http/no-body"
    ]
  },
  {
    "rule": "rfc9110/trace",
    "level": "should",
    "source": "RFC 9110 section 9.3.8",
    "says": "TRACE does not disclose credentials.",
    "checks": [
      "http/trace"
    ]
  },
  {
    "rule": "rfc9110/trailers",
    "level": "should",
    "source": "RFC 9110 section 6.5.1",
    "says": "Trailers are not headers: servers do not take credentials from them.",
    "checks": [
      "keys/trailer"
    ]
  },
  {
    "rule": "rfc9112/close",
    "level": "may",
    "source": "RFC 9112 section 9.6",
    "says": "A server announces that it closes a connection.",
    "checks": [
      "unauthorized/close-announced"
    ]
  },
  {
    "rule": "rfc9112/absolute-form",
    "level": "should",
    "source": "RFC 9112 section 3.2.2",
    "says": "A server accepts request targets in absolute form.",
    "checks": [
      "http/absolute-form"
    ]
  },
  {
    "rule": "rfc9112/framing",
    "level": "should",
    "source": "RFC 9112 sections 6.3 and 11.2",
    "says": "A message has exactly one length, and the rest of its body is not parsed as another message.",
    "checks": [
      "unauthorized/unread-body",
      "http/framing"
    ]
  },
  {
    "rule": "rfc9112/malformed",
    "level": "should",
    "source": "RFC 9112 sections 2.2, 3.2 and 5.1",
    "says": "Malformed header sections are rejected.",
    "checks": [
      "http/malformed",
      "http/bare-lf"
    ]
  },
  {
    "rule": "rfc9110/proxy-path",
    "level": "should",
    "source": "RFC 9110 section 7.7; RFC 3986 section 6.2.2",
    "says": "A proxy forwards the path unchanged or in an equivalent form.",
    "checks": [
      "gateway/exempt-path"
    ]
  },
  {
    "rule": "rfc9110/no-retry",
    "level": "should",
    "source": "RFC 9110 section 9.2.2",
    "says": "A proxy does not automatically retry a request whose method is not idempotent.",
    "checks": [
      "gateway/post-once"
    ]
  },
  {
    "rule": "rfc9111/authorization",
    "level": "must",
    "source": "RFC 9111 section 3.5; it follows that a stored response would be open to everyone",
    "says": "A shared cache does not serve the response to a request with a key to another request.",
    "checks": [
      "gateway/not-cached"
    ]
  },
  {
    "rule": "docs/liveness",
    "level": "should",
    "source": "docs.podflare.ai/concepts/auth; follows from what the route is for",
    "says": "hostd itself responds to a liveness probe, not a gateway in front of it.",
    "checks": [
      "gateway/healthz-not-cached"
    ]
  },
  {
    "rule": "rfc9110/http2",
    "level": "may",
    "source": "RFC 9113",
    "says": "hostd may support HTTP/2 too.",
    "untested": "The suite uses HTTP/1.1, which every hostd supports. The auth rules do not depend on the HTTP version."
  },
  {
    "rule": "rfc9110/single-sender",
    "level": "should",
    "source": "RFC 9110 section 5.3",
    "says": "A sender does not repeat a header that is not a list, such as Authorization.",
    "checks": [
      "client/authorization-once",
      "mcp/authorization-once"
    ]
  },
  {
    "rule": "w3c/traceparent-ignored",
    "level": "must",
    "source": "W3C Trace Context sections 3.2 and 4.3; named by docs.podflare.ai/concepts/auth",
    "says": "An invalid traceparent is ignored and never fails a request.",
    "checks": [
      "headers/traceparent-invalid",
      "headers/invalid-trace-id-not-logged"
    ]
  },
  {
    "rule": "w3c/tracestate-ignored",
    "level": "must",
    "source": "W3C Trace Context section 3.3",
    "says": "tracestate never affects the request.",
    "checks": [
      "headers/tracestate"
    ]
  },
  {
    "rule": "w3c/restart",
    "level": "may",
    "source": "W3C Trace Context section 4.3",
    "says": "A server may start a new trace instead of continuing the caller's.",
    "untested": "The rule is a permission. That hostd continues the caller's trace is Podflare's own rule; see docs/trace-id-logged."
  },
  {
    "rule": "auth/key-in-header-only",
    "level": "should",
    "source": "docs.podflare.ai/concepts/auth; RFC 6750 sections 2.3 and 5.3",
    "says": "A client sends its key only in Authorization, not in a URL or another header.",
    "checks": [
      "client/key-in-url",
      "client/key-in-header",
      "mcp/key-in-url",
      "mcp/key-in-header"
    ]
  },
  {
    "rule": "sdk/traceparent-valid",
    "level": "must",
    "source": "docs.podflare.ai/concepts/auth; W3C Trace Context section 3.2",
    "says": "A traceparent, if a client sends one, has the format 00-<trace>-<span>-<flags> defined by W3C Trace Context.",
    "checks": [
      "client/traceparent",
      "mcp/traceparent"
    ]
  },
  {
    "rule": "sdk/trace-continued",
    "level": "should",
    "source": "docs.podflare.ai/concepts/observability",
    "says": "A client that sends a traceparent continues the trace of PODFLARE_TRACEPARENT if that is set.",
    "checks": [
      "client/trace-continued"
    ]
  },
  {
    "rule": "sdk/three-headers",
    "level": "should",
    "source": "docs.podflare.ai/concepts/auth",
    "says": "A client sets its headers on every request.",
    "checks": [
      "client/trace-on-all"
    ]
  },
  {
    "rule": "sdk/contract",
    "level": "should",
    "source": "docs.podflare.ai/api-reference/introduction",
    "says": "A client calls operations of the API, with bodies that match their schemas.",
    "checks": [
      "client/operation",
      "client/body",
      "mcp/operation",
      "mcp/body"
    ]
  },
  {
    "rule": "sdk/destroys",
    "level": "should",
    "source": "docs.podflare.ai/concepts/sandboxes; docs.podflare.ai/concepts/fork",
    "says": "A client destroys the sandboxes that it created, including the siblings of a merged fork.",
    "checks": [
      "client/destroys"
    ]
  },
  {
    "rule": "sdk/no-afterlife",
    "level": "may",
    "source": "docs.podflare.ai/concepts/fork",
    "says": "After a merge the client marks the winner as closed, and closing it sends nothing.",
    "checks": [
      "client/no-afterlife"
    ]
  },
  {
    "rule": "sdk/works",
    "level": "must",
    "source": "follows from judging a program by what it sends",
    "says": "A program is judged by a run in which it does its work with a valid key.",
    "checks": [
      "client/works",
      "mcp/works"
    ]
  },
  {
    "rule": "sdk/refused-key",
    "level": "should",
    "source": "docs.podflare.ai/concepts/auth; follows from a 401 being final until the key is changed",
    "says": "A client whose key is refused fails, reports the refusal, and stops sending requests.",
    "checks": [
      "client/revoked-fails",
      "client/revoked-says-so",
      "client/revoked-stops",
      "mcp/revoked-fails",
      "mcp/revoked-says-so",
      "mcp/revoked-stops"
    ]
  },
  {
    "rule": "mcp/tools",
    "level": "should",
    "source": "docs.podflare.ai/sdks/mcp",
    "says": "The MCP server has run_python, run_bash, fork, diff, merge_into, upload and download.",
    "checks": [
      "mcp/tools",
      "mcp/runs"
    ]
  },
  {
    "rule": "mcp/session",
    "level": "should",
    "source": "docs.podflare.ai/sdks/mcp",
    "says": "One MCP session has one sandbox, created by the first tool call.",
    "checks": [
      "mcp/lazy",
      "mcp/one-sandbox"
    ]
  },
  {
    "rule": "mcp/ends",
    "level": "should",
    "source": "docs.podflare.ai/sdks/mcp",
    "says": "On SIGTERM and SIGINT the MCP server destroys its sandbox.",
    "checks": [
      "mcp/sigterm",
      "mcp/sigint"
    ]
  },
  {
    "rule": "mcp/stdout",
    "level": "should",
    "source": "Model Context Protocol, transports, stdio",
    "says": "A server writes only messages to stdout.",
    "checks": [
      "mcp/stdout"
    ]
  }
];
