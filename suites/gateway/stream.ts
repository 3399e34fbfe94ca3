import { setTimeout as delay } from 'node:timers/promises';
import { check } from '../../src/checks/check.ts';
import type { Trial } from '../../src/checks/trial.ts';
import type { WireRequest } from '../../src/http/request.ts';
import { inQuery } from '../lib/arrivals.ts';
import { status } from '../lib/expectations.ts';
import { execRequest, withKey } from '../lib/requests.ts';
import { newSandbox } from '../lib/sandbox.ts';

export default check({
  id: 'gateway/stream',
  level: 'should',
  rule: 'docs/exec-stream',
  title: 'The gateway streams exec events as they arrive.',
  why: 'With buffering, a run of one minute shows nothing for a minute, and clients time out.',
  fix: 'Disable response buffering for exec (nginx: proxy_buffering off).',
  on: ['enforced'],
  recorder: 'required',
  async run(t) {
    const id = await newSandbox(t);
    const { mark, request } = inQuery(t, execRequest(id, 'print("first")\nprint("second")'));
    const { came, limitMs, exchange } = await firstEvent(t, mark, withKey(request, t.key));
    t.require(exchange, status(200));
    if (!came)
      t.fail(
        `the first event within ${limitMs} ms, while hostd holds back the second`,
        'it did not arrive before hostd continued',
      );
  },
});

/** Runs code whose second event is held back until the first has arrived, or for half the time limit of an exchange. */
async function firstEvent(t: Trial, mark: string, request: WireRequest) {
  const limitMs = Math.ceil(t.instance.wire.timeoutMs / 2);
  const held = t.recorder.hold(mark);
  const connection = await t.connect();
  const over = new AbortController();
  try {
    const first = new Promise<boolean>((resolve) => {
      connection.onBody = (start) => {
        if (start.includes('first')) resolve(true);
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
