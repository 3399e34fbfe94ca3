import type { Trial } from '../../src/trial.ts';
import { Untestable } from '../../src/verdict.ts';
import { createRequest, exec, healthz, requestFor, withKey } from './requests.ts';

/**
 * Shows that the server tells requests apart, which a dead one and one that always says the same do not: a probe, a
 * call, and the same call with a key (or another, where auth is off) must get answers of two statuses at least. Asked
 * once of each server.
 */
export function discriminates(t: Trial): Promise<void> {
  return t.instance.once(discriminates, async () => {
    const call = requestFor(exec);
    const statuses = new Set<number | 'no answer'>();
    const third = t.enforced ? withKey(call, t.key) : createRequest;
    for (const request of [requestFor(healthz), call, third])
      statuses.add((await t.send(request, 'control')).response?.status ?? 'no answer');
    const seen = [...statuses];
    if (seen.filter((status) => status !== 'no answer').length < 2)
      throw new Untestable('as a control: different answers to different requests', `always ${seen.join(' or ')}`);
  });
}
