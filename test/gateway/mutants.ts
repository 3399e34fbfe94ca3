import type { Forwarded, Given, Habits } from './gateway.ts';

/** A gateway with one defect, and the checks that detect it. */
export interface GatewayMutant {
  readonly name: string;
  readonly defect: string;
  readonly habits: () => Habits;
  /** The checks that must fail, warn or note, among those that look at gateways and those that are named here. */
  readonly fails: readonly string[];
  /** The gateway checks that the defect makes untestable, because their control fails. */
  readonly hides?: readonly string[];
}

type Line = readonly [name: string, value: string];

const KEY = 'pk_gateway_0123456789abcdef';
const named = (name: string) => (line: Line) => line[0] === name;
const without = (request: Forwarded, name: string): Forwarded => ({
  ...request,
  headers: request.headers.filter((line) => !named(name)(line)),
});
const plus = (request: Forwarded, ...lines: readonly Line[]): Forwarded => ({
  ...request,
  headers: [...request.headers, ...lines],
});
const has = (request: Forwarded, name: string) => request.headers.some(named(name));
const firstOf = (request: Forwarded, name: string) => request.headers.find(named(name))?.[1] ?? '';

/** Forwards a header with another value. */
const rewrites = (name: string, change: (value: string) => string) => (): Habits => ({
  forwards: (request) => ({
    ...request,
    headers: request.headers.map((line) => (named(name)(line) ? [name, change(line[1])] : line)),
  }),
});
const drops = (name: string) => (): Habits => ({ forwards: (request) => without(request, name) });
const at = (change: (path: string) => string) => (): Habits => ({
  forwards: (request) => ({ ...request, target: request.target.replace(/^[^?]*/, change) }),
});

const page = (status: number): Given => ({
  status,
  headers: [['content-type', 'text/html']],
  body: Buffer.from(`<h1>${status}</h1>`),
});

/** Repeats the earlier response to a request of the same name. */
function caches(nameOf: (request: Forwarded) => string | undefined): Habits {
  const stored = new Map<string, Given>();
  return {
    answers: (request) => stored.get(nameOf(request) ?? ''),
    gives(given, request) {
      const name = nameOf(request);
      if (name !== undefined && given.status === 200) stored.set(name, given);
      return given;
    },
  };
}

export const gatewayMutants: readonly GatewayMutant[] = [
  {
    name: 'authorization-recased',
    defect: 'Writes the scheme as Bearer and one blank.',
    habits: rewrites('authorization', (value) => value.replace(/^bearer +/i, 'Bearer ')),
    fails: ['headers/authorization-spelling'],
  },
  {
    name: 'authorization-twice',
    defect: 'Sends Authorization twice.',
    habits: () => ({ forwards: (request) => plus(request, ...request.headers.filter(named('authorization'))) }),
    fails: ['headers/authorization-arrives', 'headers/authorization-spelling'],
    hides: ['gateway/not-cached', 'gateway/stream'],
  },
  {
    name: 'key-added',
    defect: 'Sends its own key where the client sends none.',
    habits: () => ({
      forwards: (request) =>
        has(request, 'authorization') ? request : plus(request, ['authorization', `Bearer ${KEY}`]),
    }),
    fails: ['headers/no-key-added', 'headers/no-key-added-anywhere'],
  },
  {
    name: 'key-added-by-prefix',
    defect: 'Sends its own key with everything that begins like the liveness route.',
    habits: () => ({
      forwards: (request) =>
        request.target.startsWith('/v1/healthz') ? plus(request, ['authorization', `Bearer ${KEY}`]) : request,
    }),
    fails: ['headers/no-key-added-anywhere'],
  },
  {
    name: 'content-type-dropped',
    defect: 'Drops content-type.',
    habits: drops('content-type'),
    fails: ['headers/content-type-arrives', 'headers/content-type-spelling'],
  },
  {
    name: 'content-type-with-charset',
    defect: 'Adds a charset to content-type.',
    habits: rewrites('content-type', (value) => (value.includes(';') ? value : `${value}; charset=utf-8`)),
    fails: ['headers/content-type-arrives', 'headers/content-type-spelling'],
  },
  {
    name: 'content-type-lower-case',
    defect: 'Writes content-type in lower case.',
    habits: rewrites('content-type', (value) => value.toLowerCase()),
    fails: ['headers/content-type-spelling'],
  },
  {
    name: 'content-type-added',
    defect: 'Adds a content-type where there is none.',
    habits: () => ({
      forwards: (request) =>
        has(request, 'content-type') ? request : plus(request, ['content-type', 'application/octet-stream']),
    }),
    fails: ['headers/nothing-added'],
  },
  {
    name: 'traceparent-dropped',
    defect: 'Drops traceparent.',
    habits: drops('traceparent'),
    fails: ['headers/trace-id-logged', 'headers/traceparent-arrives', 'headers/traceparent-unchanged'],
  },
  {
    name: 'traceparent-twice',
    defect: 'Adds a traceparent of its own beside that of the client.',
    habits: () => ({
      forwards: (request) =>
        has(request, 'traceparent')
          ? plus(request, ['traceparent', `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`])
          : request,
    }),
    fails: ['headers/traceparent-arrives', 'headers/traceparent-unchanged'],
  },
  {
    name: 'traceparent-restarted',
    defect: 'Starts a trace of its own.',
    habits: rewrites('traceparent', () => `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`),
    fails: [
      'headers/trace-id-logged',
      'headers/parent-id-logged',
      'headers/traceparent-arrives',
      'headers/traceparent-unchanged',
    ],
  },
  {
    name: 'traceparent-continued',
    defect: 'Puts a span of its own into a valid trace, as W3C allows and Podflare does not.',
    habits: rewrites('traceparent', (value) =>
      value.replace(/^(00-[0-9a-f]{32}-)(?!0{16})[0-9a-f]{16}(-[0-9a-f]{2})$/, `$1${'b'.repeat(16)}$2`),
    ),
    fails: ['headers/parent-id-logged', 'headers/traceparent-unchanged'],
  },
  {
    name: 'traceparent-lower-case',
    defect: 'Writes traceparent in lower case.',
    habits: rewrites('traceparent', (value) => value.toLowerCase()),
    fails: ['headers/invalid-trace-id-not-logged'],
  },
  {
    name: 'traceparent-upper-case',
    defect: 'Writes traceparent in upper case.',
    habits: rewrites('traceparent', (value) => value.toUpperCase()),
    fails: [
      'headers/trace-id-logged',
      'headers/parent-id-logged',
      'headers/invalid-trace-id-not-logged',
      'headers/traceparent-arrives',
      'headers/traceparent-unchanged',
    ],
  },
  {
    name: 'tracestate-dropped',
    defect: 'Drops tracestate.',
    habits: drops('tracestate'),
    fails: ['headers/tracing-lists-arrive'],
  },
  {
    name: 'baggage-dropped',
    defect: 'Drops baggage.',
    habits: drops('baggage'),
    fails: ['headers/tracing-lists-arrive'],
  },
  {
    name: 'traces-by-itself',
    defect: 'Begins a trace where there is none.',
    habits: () => ({
      forwards: (request) =>
        has(request, 'traceparent')
          ? request
          : plus(request, ['traceparent', `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`]),
    }),
    fails: ['headers/nothing-added'],
  },
  {
    name: 'slashes-merged',
    defect: 'Merges slashes.',
    habits: at((path) => path.replace(/\/{2,}/g, '/')),
    fails: ['gateway/exempt-path'],
  },
  {
    name: 'path-decoded',
    defect: 'Decodes the path and resolves its dots.',
    habits: at((path) => {
      const decoded = path.replace(/%(?:2f|3f|68)/gi, (code) => decodeURIComponent(code));
      return decoded.startsWith('/') && !decoded.startsWith('//') ? new URL(decoded, 'http://x').pathname : decoded;
    }),
    fails: ['gateway/exempt-path'],
  },
  {
    name: 'posts-cached',
    defect: 'Answers a POST from a cache, whatever its key.',
    habits: () => caches(({ method, target }) => (method === 'POST' ? target : undefined)),
    fails: ['gateway/not-cached'],
  },
  {
    name: 'posts-cached-by-key',
    defect: 'Answers a POST from a cache that knows the key.',
    habits: () =>
      caches((request) =>
        request.method === 'POST' ? `${request.target} ${firstOf(request, 'authorization')}` : undefined,
      ),
    fails: ['gateway/not-cached'],
  },
  {
    name: 'probes-cached',
    defect: 'Answers GET from a cache.',
    habits: () => caches(({ method, target }) => (method === 'GET' ? target : undefined)),
    fails: ['gateway/healthz-not-cached'],
  },
  {
    name: 'posts-retried',
    defect: 'Sends a request again, of any method, whose connection broke off.',
    habits: () => ({ retries: 1 }),
    fails: ['gateway/post-once'],
  },
  {
    name: 'answers-buffered',
    defect: 'Keeps an answer until it is whole.',
    habits: () => ({ buffers: true }),
    fails: ['gateway/stream'],
  },
  {
    name: 'authorization-dropped',
    defect: 'Drops Authorization.',
    habits: drops('authorization'),
    fails: ['headers/authorization-arrives', 'headers/authorization-spelling'],
    hides: ['gateway/not-cached', 'gateway/stream'],
  },
  {
    name: 'challenge-dropped',
    defect: 'Drops WWW-Authenticate.',
    habits: () => ({
      gives: (given) => ({
        ...given,
        headers: given.headers.filter(([name]) => name.toLowerCase() !== 'www-authenticate'),
      }),
    }),
    fails: ['unauthorized/challenge'],
  },
  {
    name: 'refusal-replaced',
    defect: 'Puts a page of its own in the place of a 401.',
    habits: () => ({ gives: (given) => (given.status === 401 ? page(401) : given) }),
    fails: ['unauthorized/no-key', 'unauthorized/wrong-key', 'unauthorized/content-type'],
  },
  {
    name: 'refusal-stripped',
    defect: 'Leaves the body of a 401 out.',
    habits: () => ({ gives: (given) => (given.status === 401 ? { ...given, body: Buffer.alloc(0) } : given) }),
    fails: ['unauthorized/no-key', 'unauthorized/wrong-key'],
  },
  {
    name: 'allow-list-hides-refusals',
    defect: 'It responds 404 to a documented operation without a key.',
    habits: () => ({
      answers: (request) =>
        request.target.includes('/healthz') || has(request, 'authorization') ? undefined : page(404),
    }),
    fails: ['gateway/not-cached', 'unauthorized/no-key', 'unauthorized/existing-sandbox', 'bypass/kept-connection'],
  },
];
