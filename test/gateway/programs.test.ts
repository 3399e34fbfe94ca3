import { describe, expect, test } from 'vitest';
import { type Change, front, haproxy, isInstalled, nginx, type Program } from './programs.ts';
import { checkGateway, gatewayIds, idsOf } from './support.ts';

interface Misconfiguration {
  readonly name: string;
  readonly changes: readonly Change[];
  readonly fails: readonly string[];
  readonly hides?: readonly string[];
}

const KEY = 'pk_gateway_0123456789abcdef';
const ALL_HEADERS = ['headers/authorization-arrives', 'headers/authorization-spelling'];
const ADDED = ['headers/no-key-added', 'headers/no-key-added-anywhere'];
const TRACE = ['headers/trace-id-logged', 'headers/traceparent-arrives', 'headers/traceparent-unchanged'];
const NO_KEY_ARRIVES = ['gateway/not-cached', 'gateway/stream'];
const REFUSALS = ['unauthorized/no-key', 'unauthorized/wrong-key', 'unauthorized/content-type'];

/** Adds lines to the location block of the nginx configuration. */
const forwarding = (...lines: readonly string[]): Change => [
  'proxy_http_version 1.1;',
  ['proxy_http_version 1.1;', ...lines].join('\n'),
];
const serverBlock = (...lines: readonly string[]): Change => [
  'client_max_body_size',
  ['client_max_body_size 16m;', ...lines].join('\n'),
];

const nginxMistakes: readonly Misconfiguration[] = [
  {
    name: 'drops Authorization',
    changes: [forwarding('proxy_set_header Authorization "";')],
    fails: ALL_HEADERS,
    hides: NO_KEY_ARRIVES,
  },
  {
    name: 'sends its own key',
    changes: [forwarding(`proxy_set_header Authorization "Bearer ${KEY}";`)],
    fails: [...ALL_HEADERS, ...ADDED],
    hides: NO_KEY_ARRIVES,
  },
  {
    name: 'sends its own key with the probe, and with all that begins like it',
    changes: [
      serverBlock(`location /v1/healthz { proxy_pass http://hostd; proxy_set_header Authorization "Bearer ${KEY}"; }`),
    ],
    fails: ['headers/no-key-added-anywhere'],
  },
  {
    name: 'makes a traceparent of its own',
    changes: [forwarding('proxy_set_header traceparent "00-$request_id-00f067aa0ba902b7-01";')],
    fails: [...TRACE, 'headers/parent-id-logged', 'headers/nothing-added'],
  },
  {
    name: 'merges slashes and decodes the path',
    changes: [['proxy_pass http://hostd;', 'proxy_pass http://hostd/;']],
    fails: ['gateway/exempt-path'],
  },
  {
    name: 'buffers answers',
    changes: [
      ['proxy_buffering off;', ''],
      ['proxy_http_version 1.1;', ''],
    ],
    fails: ['gateway/stream'],
  },
  {
    name: 'caches',
    changes: [
      ['access_log off;', 'access_log off;\nproxy_cache_path cache keys_zone=answers:1m;'],
      ['proxy_buffering off;', ''],
      forwarding(
        'proxy_cache answers;',
        'proxy_cache_methods GET HEAD POST;',
        'proxy_cache_valid any 1m;',
        'proxy_cache_key $request_method$request_uri;',
      ),
    ],
    fails: ['gateway/not-cached', 'gateway/healthz-not-cached'],
  },
  {
    name: 'retries a POST',
    changes: [
      ['server 127.0.0.1:', 'server 127.0.0.1:7071;\nserver 127.0.0.1:7071;'],
      forwarding('proxy_next_upstream error timeout non_idempotent;'),
    ],
    fails: ['gateway/post-once'],
  },
  {
    name: 'shows its own page for a 401',
    changes: [
      forwarding('proxy_intercept_errors on;', 'error_page 401 @denied;'),
      serverBlock('location @denied { default_type text/html; return 401 "<h1>Unauthorized</h1>"; }'),
    ],
    fails: REFUSALS,
  },
  {
    name: 'hides WWW-Authenticate',
    changes: [forwarding('proxy_hide_header WWW-Authenticate;')],
    fails: ['unauthorized/challenge'],
  },
];

/** Adds lines to the backend of HAProxy. */
const backend = (...lines: readonly string[]): Change => [
  'server hostd 127',
  ['', ...lines, 'server hostd 127.0.0.1:7071'].join('\n  '),
];

const haproxyMistakes: readonly Misconfiguration[] = [
  {
    name: 'drops Authorization',
    changes: [backend('http-request del-header Authorization')],
    fails: ALL_HEADERS,
    hides: NO_KEY_ARRIVES,
  },
  {
    name: 'sends its own key where there is none',
    changes: [
      backend(`http-request set-header Authorization "Bearer ${KEY}" unless { req.hdr(Authorization) -m found }`),
    ],
    fails: ADDED,
  },
  {
    name: 'drops traceparent',
    changes: [backend('http-request del-header traceparent')],
    fails: TRACE,
  },
  {
    name: 'writes traceparent in lower case',
    changes: [
      backend('http-request set-header traceparent %[req.hdr(traceparent),lower] if { req.hdr(traceparent) -m found }'),
    ],
    fails: ['headers/invalid-trace-id-not-logged'],
  },
  {
    name: 'decodes the path',
    changes: [backend('http-request set-path %[path,url_dec]')],
    fails: ['gateway/exempt-path'],
  },
  {
    name: 'buffers answers',
    changes: [backend('http-response wait-for-body time 60s')],
    fails: ['gateway/stream'],
  },
  {
    name: 'retries a POST',
    changes: [backend('retry-on all-retryable-errors', 'retries 2')],
    fails: ['gateway/post-once'],
  },
  {
    name: 'shows its own page for a 401',
    changes: [
      backend(
        'http-response return status 401 content-type text/html string "<h1>Unauthorized</h1>" if { status 401 }',
      ),
    ],
    fails: [...REFUSALS, 'unauthorized/challenge'],
  },
  {
    name: 'drops WWW-Authenticate',
    changes: [backend('http-response del-header WWW-Authenticate')],
    fails: ['unauthorized/challenge'],
  },
];

async function needs(program: Program, skip: (reason: string) => void): Promise<void> {
  if (await isInstalled(program)) return;
  if (process.env.CI) throw new Error(`${program.name} is not installed, which CI must have`);
  skip(`${program.name} is not installed`);
}

describe.each([
  { program: nginx, mistakes: nginxMistakes },
  { program: haproxy, mistakes: haproxyMistakes },
])('$program.name', ({ program, mistakes }) => {
  test('is conformant as the documentation configures it', { timeout: 120_000 }, async ({ skip }) => {
    await needs(program, skip);
    const report = await checkGateway(front(program), { profiles: ['core', 'api'] });
    const odd = report.checks.filter(({ outcome }) => outcome !== 'pass' && outcome !== 'skip');
    expect(odd.map(({ id }) => id)).toEqual([]);
  });

  for (const { name, changes, fails, hides = [] } of mistakes)
    test(`that ${name} is found out`, { timeout: 120_000 }, async ({ skip }) => {
      await needs(program, skip);
      const only = [...new Set([...gatewayIds, ...fails])];
      const report = await checkGateway(front(program, changes), { only });
      expect(idsOf(report, 'fail', 'warn', 'note').sort()).toEqual([...fails].sort());
      expect(idsOf(report, 'untestable').sort()).toEqual([...hides].sort());
    });

  test('that adds a key of this hostd opens the API, and no more is needed to see it', { timeout: 120_000 }, async ({
    skip,
  }) => {
    await needs(program, skip);
    const adds =
      program === nginx
        ? forwarding(`proxy_set_header Authorization "Bearer ${KEY}";`)
        : backend(`http-request set-header Authorization "Bearer ${KEY}"`);
    const report = await checkGateway(front(program, [adds]), {
      keys: [KEY],
      only: ['unauthorized/no-key', 'unauthorized/no-effect', 'headers/no-key-added'],
    });
    expect(idsOf(report, 'fail')).toEqual(['unauthorized/no-key', 'unauthorized/no-effect', 'headers/no-key-added']);
    expect(JSON.stringify(report)).not.toContain(KEY);
  });
});
