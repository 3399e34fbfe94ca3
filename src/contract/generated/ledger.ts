// Generated from suites/ledger.yaml by scripts/generate.ts. Do not edit.
import type { Rule } from '../ledger.ts';

export const ledger: readonly Rule[] = [
  {
    "rule": "auth/every-request",
    "level": "must",
    "source": "docs.podflare.ai/concepts/auth",
    "says": "Every request below /v1/ needs a key, whatever its method, route, body or version, and the key is looked at before anything else of the request.",
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
    "says": "GET /v1/healthz is the one exemption: it needs no key, and does not look at one that is sent.",
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
    "says": "No other spelling, method, header or place of the path is exempt, and none reaches a protected handler without a key.",
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
    "says": "A key is sent as `Authorization: Bearer <key>`, and in no other form.",
    "checks": [
      "unauthorized/other-scheme",
      "unauthorized/empty-token"
    ]
  },
  {
    "rule": "auth/missing-body",
    "level": "must",
    "source": "docs.podflare.ai/concepts/auth",
    "says": "Without a key the answer is 401 with the text for a missing Authorization header.",
    "checks": [
      "unauthorized/no-key"
    ]
  },
  {
    "rule": "auth/invalid-body",
    "level": "must",
    "source": "docs.podflare.ai/concepts/auth",
    "says": "With a key that is not in the list the answer is 401 with the text for an invalid key.",
    "checks": [
      "unauthorized/wrong-key"
    ]
  },
  {
    "rule": "auth/json-type",
    "level": "must",
    "source": "docs.podflare.ai/api-reference/introduction",
    "says": "The 401 is JSON and says so, as every answer that is no stream.",
    "checks": [
      "unauthorized/content-type",
      "unauthorized/accept"
    ]
  },
  {
    "rule": "auth/exact-body",
    "level": "should",
    "source": "docs.podflare.ai/concepts/auth",
    "says": "The 401 body is the documented object and nothing more.",
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
    "says": "A key that was refused is not sent back.",
    "checks": [
      "unauthorized/no-echo"
    ]
  },
  {
    "rule": "auth/before-size-limit",
    "level": "should",
    "source": "docs.podflare.ai/concepts/auth; follows from every request needing a key",
    "says": "A limit on the body, or the wait for it, comes after the key check.",
    "checks": [
      "unauthorized/before-size-limit",
      "unauthorized/before-body-arrives"
    ]
  },
  {
    "rule": "auth/no-crash",
    "level": "should",
    "source": "RFC 9110 section 15.6",
    "says": "A request that cannot be understood is answered with a 4xx, not with a failure of the server.",
    "checks": [
      "bypass/no-crash"
    ]
  },
  {
    "rule": "auth/allowlist",
    "level": "must",
    "source": "docs.podflare.ai/concepts/auth",
    "says": "Any key of PODFLARE_API_KEYS works, for every operation; keys have no scopes.",
    "checks": [
      "keys/all-valid",
      "keys/after-refusals"
    ]
  },
  {
    "rule": "auth/exact-match",
    "level": "must",
    "source": "docs.podflare.ai/concepts/auth",
    "says": "A key is accepted when it is, as a whole, one entry of the list. Nothing that resembles one is.",
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
    "says": "Keys are opaque: prefixes such as pk_ or pf_live_ mean nothing to the server, and every character of a bearer token may occur.",
    "checks": [
      "keys/characters"
    ]
  },
  {
    "rule": "auth/list-blanks",
    "level": "may",
    "source": "undocumented",
    "says": "Blanks around the entries of the list may be part of the keys or not.",
    "checks": [
      "keys/blanks-in-list"
    ]
  },
  {
    "rule": "auth/header-only",
    "level": "must",
    "source": "docs.podflare.ai/concepts/auth",
    "says": "A key counts in the Authorization header only, not in a URL, a cookie, a body or another header.",
    "checks": [
      "keys/elsewhere",
      "headers/no-credential"
    ]
  },
  {
    "rule": "auth/loopback-with-keys",
    "level": "must",
    "source": "docs.podflare.ai/concepts/auth",
    "says": "Keys are enforced on loopback, too.",
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
    "says": "PODFLARE_HOSTD_ADDR is the address at which hostd listens; it listens at no other.",
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
    "source": "docs.podflare.ai/concepts/auth; deduced: an entry that is empty is no key",
    "says": "A list without a key in it counts as unset. Blank entries may count as keys, as long as nobody is served.",
    "checks": [
      "startup/empty-lists"
    ]
  },
  {
    "rule": "auth/refusal-exit-code",
    "level": "should",
    "source": "undocumented; what supervisors expect",
    "says": "A refused start ends with an exit code other than 0.",
    "checks": [
      "startup/exit-code"
    ]
  },
  {
    "rule": "auth/refusal-reason",
    "level": "should",
    "source": "undocumented; common practice",
    "says": "The refusal says what is missing.",
    "checks": [
      "startup/says-why"
    ]
  },
  {
    "rule": "auth/disable-flag",
    "level": "must",
    "source": "docs.podflare.ai/concepts/auth",
    "says": "PODFLARE_AUTH_DISABLED=1 bypasses auth entirely, with or without keys, on any address.",
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
    "says": "The flag is a boolean whose default is false: 0, false and nothing do not disable auth.",
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
    "says": "Whether `true` counts as 1 is open.",
    "checks": [
      "disabled/flag-true"
    ]
  },
  {
    "rule": "auth/disable-warning",
    "level": "must",
    "source": "docs.podflare.ai/concepts/auth",
    "says": "With auth disabled hostd prints a warning that no other start prints.",
    "checks": [
      "disabled/warning",
      "disabled/warning-json"
    ]
  },
  {
    "rule": "auth/disable-warning-loud",
    "level": "should",
    "source": "docs.podflare.ai/concepts/auth",
    "says": "The warning is loud: it speaks of auth at warn level, or is made to be seen, and comes at the start.",
    "checks": [
      "disabled/loud",
      "disabled/warning-in-time"
    ]
  },
  {
    "rule": "auth/keys-stay-secret",
    "level": "must",
    "source": "follows from a known key opening the server; CWE-532",
    "says": "hostd shows no configured key, in its output or in a response, unless a request carried it.",
    "checks": [
      "startup/keys-stay-secret",
      "keys/not-disclosed"
    ]
  },
  {
    "rule": "auth/keys-not-logged",
    "level": "should",
    "source": "common practice; CWE-532",
    "says": "Keys that are sent do not appear in logs.",
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
    "says": "SDKs set Authorization, traceparent and content-type; hostd takes all three from every request and none of them changes what the others mean.",
    "checks": [
      "headers/traceparent",
      "headers/traceparent-open"
    ]
  },
  {
    "rule": "auth/headers-forwarded",
    "level": "must",
    "source": "docs.podflare.ai/concepts/auth",
    "says": "The three headers are forwarded unchanged to hostd, whatever stands between it and the SDK.",
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
    "says": "What stands in front of hostd adds no key to a request that has none.",
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
    "untested": "A difference of nanoseconds cannot be told from noise over a network; the mock does it, and a reviewer can look."
  },
  {
    "rule": "auth/no-rotation",
    "level": "may",
    "source": "docs.podflare.ai/concepts/auth",
    "says": "There is no rotation and there are no scopes yet: keys are read from the environment at the start.",
    "untested": "Nothing can be observed: a running server shows no change of its environment."
  },
  {
    "rule": "auth/sdk-headers",
    "level": "must",
    "source": "docs.podflare.ai/concepts/auth",
    "says": "SDKs and the MCP server send the three headers, with the key of their environment, and forward them unchanged.",
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
    "untested": "It is another product with another way in."
  },
  {
    "rule": "docs/healthz-status",
    "level": "should",
    "source": "docs.podflare.ai/api-reference/introduction",
    "says": "The liveness response is a 200.",
    "checks": [
      "healthz/status"
    ]
  },
  {
    "rule": "docs/healthz-body",
    "level": "should",
    "source": "docs.podflare.ai/api-reference/introduction",
    "says": "The liveness answer is `ok`.",
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
    "says": "A body that cannot be used is answered 400.",
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
    "says": "A sandbox that does not exist is answered 404.",
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
    "says": "Create answers with the id of a new sandbox, every time another.",
    "checks": [
      "api/create",
      "api/create-new-id"
    ]
  },
  {
    "rule": "docs/create-ready",
    "level": "should",
    "source": "docs.podflare.ai/api-reference/create-sandbox",
    "says": "A created sandbox is ready for code.",
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
    "says": "Ids look like sbx_ and 32 hexadecimal digits.",
    "checks": [
      "api/id-form",
      "api/id-case"
    ]
  },
  {
    "rule": "docs/exec",
    "level": "should",
    "source": "docs.podflare.ai/api-reference/exec",
    "says": "Exec runs code, Python unless told otherwise, and reports what it printed and how it ended.",
    "checks": [
      "api/exec"
    ]
  },
  {
    "rule": "docs/exec-stream",
    "level": "should",
    "source": "docs.podflare.ai/api-reference/exec",
    "says": "The answer is a stream of JSON lines, each flushed as it is produced.",
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
    "says": "Events have type, data, seq and ts; seq increases over both streams; the one exit event is the last.",
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
    "says": "Code that fails is no failed request: the status is 200 and the exit code says it.",
    "checks": [
      "api/exec-exception",
      "api/exec-exit-code"
    ]
  },
  {
    "rule": "docs/exec-serial",
    "level": "should",
    "source": "docs.podflare.ai/api-reference/exec",
    "says": "Runs in one sandbox wait for each other; runs in different ones do not.",
    "checks": [
      "api/exec-serial",
      "api/exec-parallel"
    ]
  },
  {
    "rule": "docs/exec-outlives-client",
    "level": "may",
    "source": "undocumented",
    "says": "What becomes of a run whose client has gone is open.",
    "untested": "The sources are silent, so any behaviour is right."
  },
  {
    "rule": "docs/repl",
    "level": "should",
    "source": "docs.podflare.ai/concepts/repl",
    "says": "Python state lives as long as its sandbox, and is seen in no other.",
    "checks": [
      "api/exec-python-state",
      "api/exec-isolated"
    ]
  },
  {
    "rule": "docs/bash",
    "level": "should",
    "source": "docs.podflare.ai/concepts/repl",
    "says": "Each bash run is a new process over the same files.",
    "checks": [
      "api/exec-bash-fresh"
    ]
  },
  {
    "rule": "docs/fork",
    "level": "should",
    "source": "docs.podflare.ai/api-reference/fork",
    "says": "Fork makes n children, one by default, each with an id and a life of its own.",
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
    "says": "n is 1 to 32; anything else is answered 400.",
    "checks": [
      "api/fork-range"
    ]
  },
  {
    "rule": "docs/fork-state",
    "level": "should",
    "source": "docs.podflare.ai/concepts/fork",
    "says": "Children begin with a copy of memory and files, and share nothing afterwards.",
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
    "untested": "It needs programs that run on between calls, which hostd may or may not allow; nothing says how to start one."
  },
  {
    "rule": "docs/fork-custom-sizes",
    "level": "may",
    "source": "docs.podflare.ai/api-reference/fork",
    "says": "Sandboxes of custom sizes cannot be forked.",
    "untested": "How to ask for a custom size is not documented."
  },
  {
    "rule": "docs/merge",
    "level": "should",
    "source": "docs.podflare.ai/api-reference/merge-into",
    "says": "Merge puts the winner in the place of the parent; the winner's id is gone, siblings stay.",
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
    "says": "Merging a sandbox into itself is answered 400.",
    "checks": [
      "api/merge-self"
    ]
  },
  {
    "rule": "docs/destroy",
    "level": "should",
    "source": "docs.podflare.ai/api-reference/destroy",
    "says": "Destroy ends the sandbox; later calls on its id are answered 404.",
    "checks": [
      "api/destroy",
      "api/destroy-again-fails"
    ]
  },
  {
    "rule": "docs/destroy-again",
    "level": "may",
    "source": "docs.podflare.ai/api-reference/destroy; the pages disagree",
    "says": "Destroying once more is a no-op, or 404.",
    "checks": [
      "api/destroy-again",
      "api/destroy-unknown"
    ]
  },
  {
    "rule": "docs/trace-id-logged",
    "level": "should",
    "source": "docs.podflare.ai/concepts/observability",
    "says": "Log lines of a request carry the trace id of its traceparent.",
    "checks": [
      "headers/trace-id-logged"
    ]
  },
  {
    "rule": "docs/parent-id-logged",
    "level": "should",
    "source": "docs.podflare.ai/concepts/observability",
    "says": "They carry the caller's span id as parent_span_id.",
    "checks": [
      "headers/parent-id-logged"
    ]
  },
  {
    "rule": "docs/log-format",
    "level": "may",
    "source": "docs.podflare.ai/concepts/observability",
    "says": "PODFLARE_LOG_FORMAT=json makes each event a JSON object.",
    "untested": "The shape is shown by one example and is for people; the trace ids in it are checked."
  },
  {
    "rule": "docs/log-filter",
    "level": "may",
    "source": "docs.podflare.ai/concepts/observability",
    "says": "The log level can be set by the environment.",
    "untested": "The name of the variable is not documented."
  },
  {
    "rule": "docs/bad-address",
    "level": "should",
    "source": "undocumented; common practice",
    "says": "An address that cannot be parsed ends the start.",
    "checks": [
      "startup/bad-address"
    ]
  },
  {
    "rule": "docs/port-in-use",
    "level": "should",
    "source": "undocumented; common practice",
    "says": "A port that is taken ends the start.",
    "checks": [
      "startup/port-in-use"
    ]
  },
  {
    "rule": "docs/sigterm",
    "level": "should",
    "source": "undocumented; what orchestrators expect",
    "says": "SIGTERM ends hostd in good time.",
    "checks": [
      "startup/sigterm"
    ]
  },
  {
    "rule": "docs/capacity",
    "level": "may",
    "source": "docs.podflare.ai/concepts/warm-pool",
    "says": "GET /v1/capacity reports the warm pool.",
    "untested": "Only mentioned, without fields. That it needs a key like any route below /v1/ is checked by unauthorized/unknown-route."
  },
  {
    "rule": "docs/latency",
    "level": "may",
    "source": "docs.podflare.ai/concepts/warm-pool",
    "says": "Sandboxes are created in milliseconds.",
    "untested": "Figures of one installation are no rule for another."
  },
  {
    "rule": "docs/idle-timeout",
    "level": "may",
    "source": "docs.podflare.ai/concepts/sandboxes",
    "says": "Sandboxes end by themselves after a time.",
    "untested": "The time is not documented."
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
    "says": "More than one blank may stand between scheme and token.",
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
    "says": "Blanks around a header value are no part of it.",
    "checks": [
      "keys/blanks-around"
    ]
  },
  {
    "rule": "rfc9110/media-type",
    "level": "should",
    "source": "RFC 9110 section 8.3.1",
    "says": "Media types are matched without case and may have parameters.",
    "checks": [
      "headers/content-type"
    ]
  },
  {
    "rule": "rfc9110/name-case",
    "level": "must",
    "source": "RFC 9110 section 5.1",
    "says": "Header names are matched without case.",
    "checks": [
      "headers/name-case",
      "headers/content-type-name"
    ]
  },
  {
    "rule": "rfc9110/scheme-case",
    "level": "should",
    "source": "RFC 9110 section 11.1",
    "says": "Auth schemes are matched without case.",
    "checks": [
      "keys/scheme-case"
    ]
  },
  {
    "rule": "rfc9110/single-field",
    "level": "may",
    "source": "RFC 9110 section 5.3",
    "says": "Authorization is no list: a sender must not repeat it, and what a receiver does then is open.",
    "checks": [
      "keys/repeated-mixed"
    ]
  },
  {
    "rule": "rfc9110/no-body",
    "level": "should",
    "source": "RFC 9110 sections 6.4.1, 9.3.2, 15.3.5 and 15.4.5",
    "says": "Responses to HEAD, and responses of 204 and 304, have no body.",
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
    "says": "Trailers are no headers: credentials are not taken from them.",
    "checks": [
      "keys/trailer"
    ]
  },
  {
    "rule": "rfc9112/close",
    "level": "may",
    "source": "RFC 9112 section 9.6",
    "says": "A server that closes a connection says so first.",
    "checks": [
      "unauthorized/close-announced"
    ]
  },
  {
    "rule": "rfc9112/absolute-form",
    "level": "should",
    "source": "RFC 9112 section 3.2.2",
    "says": "A server accepts targets in absolute form.",
    "checks": [
      "http/absolute-form"
    ]
  },
  {
    "rule": "rfc9112/framing",
    "level": "should",
    "source": "RFC 9112 sections 6.3 and 11.2",
    "says": "A message has one length, and what is left of it is no other message.",
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
    "says": "A proxy forwards the path as it came, or one that is equivalent to it.",
    "checks": [
      "gateway/exempt-path"
    ]
  },
  {
    "rule": "rfc9110/no-retry",
    "level": "should",
    "source": "RFC 9110 section 9.2.2",
    "says": "A proxy does not repeat a request by itself whose method is not idempotent.",
    "checks": [
      "gateway/post-once"
    ]
  },
  {
    "rule": "rfc9111/authorization",
    "level": "must",
    "source": "RFC 9111 section 3.5; that a stored answer is open to everyone follows",
    "says": "A shared cache does not give the answer to a request with a key to another one.",
    "checks": [
      "gateway/not-cached"
    ]
  },
  {
    "rule": "docs/liveness",
    "level": "should",
    "source": "docs.podflare.ai/concepts/auth; follows from what the route is for",
    "says": "A probe of liveness is answered by hostd, not by what stands in front of it.",
    "checks": [
      "gateway/healthz-not-cached"
    ]
  },
  {
    "rule": "rfc9110/http2",
    "level": "may",
    "source": "RFC 9113",
    "says": "hostd may speak HTTP/2 as well.",
    "untested": "The suite speaks HTTP/1.1, which every hostd does; the rules of auth do not depend on the version."
  },
  {
    "rule": "rfc9110/single-sender",
    "level": "should",
    "source": "RFC 9110 section 5.3",
    "says": "A sender does not repeat a header that is no list, such as Authorization.",
    "checks": [
      "client/authorization-once",
      "mcp/authorization-once"
    ]
  },
  {
    "rule": "w3c/traceparent-ignored",
    "level": "must",
    "source": "W3C Trace Context sections 3.2 and 4.3; named by docs.podflare.ai/concepts/auth",
    "says": "An invalid traceparent is ignored and never a reason to fail a request.",
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
    "untested": "It is a permission. That hostd continues the caller's is Podflare's own rule; see docs/trace-id-logged."
  },
  {
    "rule": "auth/key-in-header-only",
    "level": "should",
    "source": "docs.podflare.ai/concepts/auth; RFC 6750 sections 2.3 and 5.3",
    "says": "A client sends its key in Authorization, and in no URL or other header.",
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
    "says": "A traceparent, if a client sends one, is 00-<trace>-<span>-<flags> as W3C Trace Context has it.",
    "checks": [
      "client/traceparent",
      "mcp/traceparent"
    ]
  },
  {
    "rule": "sdk/trace-continued",
    "level": "should",
    "source": "docs.podflare.ai/concepts/observability",
    "says": "A client that sends a traceparent continues the trace of PODFLARE_TRACEPARENT when that is set.",
    "checks": [
      "client/trace-continued"
    ]
  },
  {
    "rule": "sdk/three-headers",
    "level": "should",
    "source": "docs.podflare.ai/concepts/auth",
    "says": "The headers that a client sets, it sets on every request.",
    "checks": [
      "client/trace-on-all"
    ]
  },
  {
    "rule": "sdk/contract",
    "level": "should",
    "source": "docs.podflare.ai/api-reference/introduction",
    "says": "A client calls the operations of the API, with bodies that they take.",
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
    "says": "A client destroys the sandboxes that it made, siblings of a merged fork too.",
    "checks": [
      "client/destroys"
    ]
  },
  {
    "rule": "sdk/no-afterlife",
    "level": "may",
    "source": "docs.podflare.ai/concepts/fork",
    "says": "After a merge the winner is marked as gone, and closing it sends nothing.",
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
    "says": "A client whose key is refused fails, says so, and stops asking.",
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
    "says": "One MCP session has one sandbox, which is made at the first call of a tool.",
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
    "says": "A server writes nothing to stdout that is not a message.",
    "checks": [
      "mcp/stdout"
    ]
  }
];
