import { expect } from 'vitest';
import type { Outcome } from '../../src/model/report.ts';
import type { Given, Habits } from './gateway.ts';
import { startGateway } from './gateway.ts';
import { checkGateway, idsOf } from './support.ts';

const refusal = (status: number): Given => ({
  status,
  headers: [['content-type', 'text/html']],
  body: Buffer.from(`<h1>${status}</h1>`),
});
const unauthorized = (error: string): Given => ({
  status: 401,
  headers: [
    ['content-type', 'application/json'],
    ['www-authenticate', 'Bearer realm="gateway"'],
  ],
  body: Buffer.from(JSON.stringify({ error })),
});

const KEY = 'pk_gateways_0123456789abcdef';

const OPERATIONS: readonly (readonly [method: string, path: RegExp])[] = [
  ['GET', /^\/v1\/healthz$/],
  ['POST', /^\/v1\/sandboxes$/],
  ['DELETE', /^\/v1\/sandboxes\/sbx_[0-9a-f]{32}$/],
  ['POST', /^\/v1\/sandboxes\/sbx_[0-9a-f]{32}\/(exec|fork|merge_into\/sbx_[0-9a-f]{32})$/],
];

/** Forwards the documented operations alone, and refuses the rest by this status, a wrong method by 405. */
const allowList = (status: number): Habits => ({
  answers({ method, target }) {
    const allowed = OPERATIONS.filter(([, path]) => path.test(target.split('?')[0] ?? ''));
    if (allowed.some(([known]) => known === method)) return undefined;
    return refusal(allowed.length > 0 ? 405 : status);
  },
});

export interface CorrectGateway {
  readonly name: string;
  readonly habits: Habits;
  /** Whether `npm test` runs it, and not the system project. */
  readonly quick?: true;
}

/** What a gateway may do besides forwarding. None of it is worse than a note. */
export const correctGateways: readonly CorrectGateway[] = [
  { name: 'only forwards', quick: true, habits: {} },
  {
    name: 'refuses whatever is odd',
    quick: true,
    habits: {
      answers({ method, target, headers, body }, { httpVersion, rawHeaders }) {
        const raw = rawHeaders.map((text) => text.toLowerCase());
        const value = (name: string) => headers.find(([given]) => given === name)?.[1] ?? '';
        if (httpVersion !== '1.1') return refusal(505);
        if (!/^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/.test(method)) return refusal(501);
        if (!/^\/(?!\/)[\w\-./~?=&]*$/.test(target) || /\/\/|\/\.\.?(\/|$)/.test(target)) return refusal(400);
        if (target.length > 8_000) return refusal(414);
        if (!/^127\.0\.0\.1:\d+$/.test(value('host'))) return refusal(421);
        if (raw.includes('upgrade') || raw.includes('te') || raw.includes('expect')) return refusal(400);
        if (raw.includes('transfer-encoding') || (method === 'POST' && !raw.includes('content-length')))
          return refusal(411);
        if (body.length > 512 * 1024) return refusal(413);
        if (headers.some(([, text]) => /[^\t\x20-\x7e]/.test(text))) return refusal(400);
        if (headers.some(([name, text]) => name.length + text.length > 8_000)) return refusal(431);
        return undefined;
      },
    },
  },
  {
    name: 'takes whatever is odd for an attack',
    habits: {
      answers({ target, headers }) {
        const sent = headers.filter(([name]) => name !== 'forwarded').map(([, value]) => value);
        const attacks =
          /['"`<>{}$\\%;]|\.\.|\/\/|[^\x21-\x7e]/.test(target) ||
          sent.some((value) => /['"`<>{}$\\]|\.\.|[^\t\x20-\x7e]/.test(value));
        return attacks ? refusal(403) : undefined;
      },
    },
  },
  { name: 'has an allow list, else responds 404', habits: allowList(404) },
  { name: 'has an allow list, else responds 403', habits: allowList(403) },
  {
    name: 'responds 502 to an unread body',
    habits: {
      answers: ({ headers, body }) =>
        body.length > 65_536 && !headers.some(([name]) => name === 'authorization') ? refusal(502) : undefined,
    },
  },
  {
    name: 'checks keys itself, in the words of hostd',
    quick: true,
    habits: {
      answers({ target, headers }) {
        if (target.split('?')[0] === '/v1/healthz') return undefined;
        const values = headers.filter(([name]) => name === 'authorization').map(([, value]) => value);
        const token = /^bearer +(.+)$/i.exec(values.join(', '))?.[1];
        if (token === undefined) return unauthorized('missing Authorization: Bearer <key>');
        return token === KEY ? undefined : unauthorized('invalid api key');
      },
    },
  },
  {
    name: 'joins lines of one header, as lists may be',
    habits: {
      forwards(request) {
        const joined = new Map<string, string>();
        for (const [name, value] of request.headers)
          joined.set(name, joined.has(name) ? `${joined.get(name)}, ${value}` : value);
        return { ...request, headers: [...joined] };
      },
    },
  },
  {
    name: 'adds a member of its own to tracestate',
    habits: {
      forwards: (request) => ({
        ...request,
        headers: request.headers.map(([name, value]) => [name, name === 'tracestate' ? `gw=1,${value}` : value]),
      }),
    },
  },
  {
    name: 'resolves dots and encoded letters, which RFC 3986 takes for the same path',
    habits: {
      forwards(request) {
        const [path = '', query] = request.target.split(/(?=\?)/);
        const decoded = path.replace(/%[46][1-9a-f]|%[57][0-9a]/gi, (code) => decodeURIComponent(code));
        const segments: string[] = [];
        for (const segment of decoded.split('/')) {
          if (segment === '..') segments.splice(Math.max(segments.length - 1, 1));
          else if (segment !== '.') segments.push(segment);
        }
        return path.startsWith('/') ? { ...request, target: `${segments.join('/')}${query ?? ''}` } : request;
      },
    },
  },
];

/** Checks a gateway with these habits: no check may find anything. */
export async function expectConformant({ habits }: CorrectGateway): Promise<void> {
  const options = { keys: [KEY], profiles: ['core', 'api'], timeoutMs: 20_000 } as const;
  const report = await checkGateway((port) => startGateway(port, habits), options);
  const odd = ({ outcome }: { readonly outcome: Outcome }) => outcome !== 'pass' && outcome !== 'skip';
  const found = report.checks.flatMap(({ id, cases }) =>
    cases.filter(odd).map(({ name, expected, actual }) => ({ id, name, expected, actual })),
  );
  expect(found).toEqual([]);
  expect(idsOf(report, 'pass').length).toBeGreaterThan(100);
  expect(report.exitCode).toBe(0);
}
