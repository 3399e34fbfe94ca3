import { setTimeout as delay } from 'node:timers/promises';
import { check, checkEach } from '../../src/checks/check.ts';
import type { Trial } from '../../src/checks/trial.ts';
import { Untestable } from '../../src/checks/verdict.ts';
import type { Exchange } from '../../src/http/client.ts';
import type { WireRequest } from '../../src/http/request.ts';
import { forwarded, inQuery, marked, perhapsForwarded } from '../lib/arrivals.ts';
import { created, served, status, summary } from '../lib/expectations.ts';
import { create, createRequest, exec, execRequest, healthz, requestFor, withKey } from '../lib/requests.ts';
import { newSandbox } from '../lib/sandbox.ts';

const H = requestFor(healthz).target; // /v1/healthz
const S = createRequest.target; // /v1/sandboxes
const base = S.slice(0, S.lastIndexOf('/')); // /v1
const probe = H.slice(H.lastIndexOf('/')); // /healthz

/** Paths that are not the exempt one, nor equivalent to it by RFC 3986: dots and letters that any client resolves are left out. */
const OTHERS = [
  `${base}/${probe}`,
  `/${H}`,
  `//${H}`,
  `${base}%2f${probe.slice(1)}`,
  `${S}/..%2f${probe.slice(1)}`,
  `${S}%2f..%2f${probe.slice(1)}`,
  `${S}/..%5c${probe.slice(1)}`,
  `${base}/%2568ealthz`,
  `${H}%3fx=1`,
  `${H}%23x`,
  `${H}%20`,
  `/V1${probe}`,
  `${base}/HEALTHZ`,
];

export const gatewayChecks = [
  checkEach(
    OTHERS.map((name) => ({ name })),
    {
      id: 'gateway/exempt-path',
      level: 'should',
      rule: 'rfc9110/proxy-path',
      title: 'A gateway does not turn another path into the exempt one.',
      why: 'What the gateway merges or decodes hostd judges as another path than the client asked for: here as the one without a key.',
      fix: 'Forward the path as it came (nginx: proxy_pass without a path), or refuse what is odd with 400.',
      on: ['enforced'],
      recorder: 'required',
      async run(t, { name }) {
        await forwarded(t, marked(t, healthz));
        const other: WireRequest = { ...requestFor(healthz), target: name };
        for (const { target } of await perhapsForwarded(t, inQuery(t, other)))
          if (target.split('?')[0] === H) t.fail(`that ${name} arrives as it is, or not at all`, `${target} arrived`);
      },
    },
  ),
  check({
    id: 'gateway/not-cached',
    level: 'must',
    rule: 'rfc9111/authorization',
    title: 'A gateway answers no protected request from a cache.',
    why: 'What is stored of one key is given to the next caller, without one; and a call that is answered from a cache never ran.',
    fix: 'Switch the cache off for everything below /v1/.',
    on: ['enforced'],
    recorder: 'required',
    async run(t) {
      const { mark, request } = inQuery(t, createRequest);
      const keyed = withKey(request, t.key);
      const reaches = async (times: number) => {
        await t.expect(keyed, created);
        const { length } = t.recorder.arrivals(mark);
        if (length < times) t.fail(`that each of ${times} requests arrives`, `${length} arrived, all were answered`);
      };
      await t.control(keyed, created);
      await reaches(2);
      await t.expect(request, status(401));
      await t.expect(keyed, served(create));
      await reaches(4);
    },
  }),
  check({
    id: 'gateway/healthz-not-cached',
    level: 'should',
    rule: 'docs/liveness',
    title: 'A gateway forwards every liveness probe.',
    why: 'An answer from a cache says that hostd is alive when it is not.',
    fix: 'Switch the cache off for the liveness route.',
    on: ['enforced'],
    recorder: 'required',
    async run(t) {
      const sent = marked(t, healthz);
      for (let times = 1; times <= 3; times += 1) {
        const { length } = await forwarded(t, sent);
        if (length < times) t.fail(`that each of ${times} probes arrives`, `${length} arrived, all were answered`);
      }
    },
  }),
  check({
    id: 'gateway/post-once',
    level: 'should',
    rule: 'rfc9110/no-retry',
    title: 'A gateway does not send a POST again when hostd breaks the connection off.',
    why: 'The first one may have been carried out: code runs twice, and a sandbox is left that nobody knows of.',
    fix: 'Retry idempotent methods only (nginx: no non_idempotent; HAProxy: retry-on conn-failure, or disable-l7-retry for POST).',
    on: ['enforced'],
    recorder: 'required',
    // A gateway may take a hostd for dead that breaks off.
    disturbs: true,
    async run(t) {
      const { mark, request } = marked(t, exec);
      t.recorder.breakOff(mark);
      // Over a connection of its own: over a kept one the suite itself might send it again.
      const exchange = await t.send(withKey(request, t.key), 'probe', await t.connect());
      const { length } = t.recorder.arrivals(mark);
      if (length === 0) throw new Untestable('as a control: that the gateway forwards this request', said(exchange));
      if (length > 1) t.fail('that it arrives once', `it arrived ${length} times, and hostd answered none of them`);
    },
  }),
  check({
    id: 'gateway/stream',
    level: 'should',
    rule: 'docs/exec-stream',
    title: 'A gateway passes the events of exec on as they come.',
    why: 'Behind a buffer a run of a minute shows nothing for a minute, and clients give up.',
    fix: 'Switch buffering off for the answers of exec (nginx: proxy_buffering off).',
    on: ['enforced'],
    recorder: 'required',
    async run(t) {
      const id = await newSandbox(t);
      const { mark, request } = inQuery(t, execRequest(id, 'print("first")\nprint("second")'));
      const { came, limitMs, exchange } = await firstEvent(t, mark, withKey(request, t.key));
      t.require(exchange, status(200));
      if (!came)
        t.fail(
          `the first event within ${limitMs} ms, while hostd waits with the second one until the first has come`,
          'it did not come before hostd went on',
        );
    },
  }),
];

/** Runs code whose second event is held back until the first has come, or half the limit of an exchange is over. */
async function firstEvent(t: Trial, mark: string, request: WireRequest) {
  const limitMs = Math.ceil(t.instance.wire.timeoutMs / 2);
  const held = t.recorder.hold(mark);
  const connection = await t.connect();
  const over = new AbortController();
  try {
    const first = new Promise<boolean>((resolve) => {
      let body = '';
      connection.onBody = (piece) => {
        body += piece.toString('latin1');
        if (body.includes('first')) resolve(true);
      };
    });
    const sent = t.send(request, 'probe', connection);
    const late = delay(limitMs, false, { signal: over.signal }).catch(() => false);
    const came = await Promise.race([first, late, sent.then(() => false)]);
    held.release();
    return { came, limitMs, exchange: await sent };
  } finally {
    held.release();
    over.abort();
  }
}

function said({ response, failure }: Exchange): string {
  return `nothing arrived; ${response ? summary(response) : failure?.message}`;
}
