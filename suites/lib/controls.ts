import type { Trial } from '../../src/checks/trial.ts';
import { Untestable } from '../../src/checks/verdict.ts';
import type { WireRequest } from '../../src/http/request.ts';
import { served, status } from './expectations.ts';
import { createRequest, exec, healthz, requestFor, WRONG, withKey } from './requests.ts';

/**
 * Shows that the server distinguishes requests: a liveness probe, a call without a key, and the same call with a key (or
 * another call, if auth is off) must get at least two different statuses. A dead or constant server fails this. Runs
 * once per server, with requests as `named` makes them.
 * @throws Untestable when all statuses are equal or missing
 */
export function discriminates(t: Trial, named = (request: WireRequest): WireRequest => request): Promise<void> {
  return t.instance.once(discriminates, async () => {
    const call = requestFor(exec);
    const statuses = new Set<number | 'no response'>();
    const third = t.enforced ? withKey(call, t.key) : createRequest;
    for (const request of [requestFor(healthz), call, third])
      statuses.add((await t.send(named(request), 'control')).response?.status ?? 'no response');
    const seen = [...statuses];
    if (seen.filter((status) => status !== 'no response').length < 2)
      throw new Untestable('control: different responses to different requests', `always ${seen.join(' or ')}`);
  });
}

/** Sends thirty wrong keys to a server that accepts the valid one. Runs once per server. */
export function manyRefusals(t: Trial): Promise<void> {
  return t.instance.once(manyRefusals, async () => {
    const call = requestFor(exec);
    await t.control(withKey(call, t.key), served(exec));
    await t.control(withKey(call, WRONG), status(401, 429));
    for (let i = 0; i < 30; i += 1) await t.send(withKey(call, `pk_wrong_${i}`));
  });
}
