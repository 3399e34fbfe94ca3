import { checkEach } from '../../../src/checks/check.ts';
import { responds } from '../../../src/checks/expectation.ts';
import type { Trial } from '../../../src/checks/trial.ts';
import type { WireRequest } from '../../../src/http/request.ts';
import { discriminates } from '../../lib/controls.ts';
import { closedEarly, sameStatus } from '../../lib/expectations.ts';
import { destroy, exec, healthz, requestFor, withHeader, withKey } from '../../lib/requests.ts';
import { newSandbox } from '../../lib/sandbox.ts';

const anyResponse = responds('a response', () => undefined);

interface Bodiless {
  readonly name: string;
  readonly status?: number;
  readonly request: (t: Trial) => WireRequest | Promise<WireRequest>;
}

/** Requests whose response has no body, because of the method or the status. */
const bodiless: readonly Bodiless[] = [
  { name: 'HEAD on the liveness route', request: () => ({ ...requestFor(healthz), method: 'HEAD' }) },
  { name: 'HEAD without a key', request: () => ({ method: 'HEAD', target: requestFor(exec).target, headers: [] }) },
  {
    name: '204',
    status: 204,
    request: async (t) => withKey(requestFor(destroy, { id: await newSandbox(t) }), t.key),
  },
  { name: '304', status: 304, request: () => withHeader(requestFor(healthz), 'If-None-Match', '*') },
];

export default checkEach(bodiless, {
  id: 'http/no-body',
  level: 'should',
  rule: 'rfc9110/no-body',
  title: 'A response to HEAD and a response with status 204 or 304 have no body.',
  why: 'The client takes the body for the start of the next response on the connection.',
  fix: 'Send no body in a response to HEAD or with 204 or 304.',
  on: ['enforced'],
  async run(t, { status: wanted, request }) {
    await discriminates(t);
    const next = requestFor(healthz);
    const alone = await t.control(next, anyResponse);
    const sent = await request(t);
    const connection = await t.connect();
    const { response } = await t.send(sent, 'probe', connection);
    if (!response) return t.skip('the server does not respond to this request');
    if (wanted !== undefined && response.status !== wanted) t.skip(`the server does not respond with ${wanted} here`);
    if (connection.announcedClose) t.skip('the server closes the connection after this response');
    const after = await t.send(next, 'probe', connection);
    if (closedEarly(after)) t.skip('the server closes the connection after this response');
    const found = after.failure?.message ?? sameStatus(alone, 'the same as on a separate connection').judge(after);
    if (found !== undefined) t.fail('the next response immediately after the header section', found);
  },
});
