import type { Trial } from '../../src/checks/trial.ts';
import { Untestable } from '../../src/checks/verdict.ts';
import type { WireRequest } from '../../src/http/request.ts';
import { served, status } from './expectations.ts';
import { createRequest, exec, healthz, requestFor, WRONG, withKey } from './requests.ts';

/**
 * Shows that the server tells requests apart, which a dead one and one that always says the same do not: a probe, a
 * call, and the same call with a key (or another, where auth is off) must get answers of two statuses at least. Asked
 * once of each server, with requests as `named` makes them.
 */
export function discriminates(t: Trial, named = (request: WireRequest): WireRequest => request): Promise<void> {
  return t.instance.once(discriminates, async () => {
    const call = requestFor(exec);
    const statuses = new Set<number | 'no answer'>();
    const third = t.enforced ? withKey(call, t.key) : createRequest;
    for (const request of [requestFor(healthz), call, third])
      statuses.add((await t.send(named(request), 'control')).response?.status ?? 'no answer');
    const seen = [...statuses];
    if (seen.filter((status) => status !== 'no answer').length < 2)
      throw new Untestable('as a control: different answers to different requests', `always ${seen.join(' or ')}`);
  });
}

/** Sends thirty wrong keys to a server that knows the right one; once to each server. */
export function manyRefusals(t: Trial): Promise<void> {
  return t.instance.once(manyRefusals, async () => {
    const call = requestFor(exec);
    await t.control(withKey(call, t.key), served(exec));
    await t.control(withKey(call, WRONG), status(401, 429));
    for (let i = 0; i < 30; i += 1) await t.send(withKey(call, `pk_wrong_${i}`));
  });
}
