import type { Trial } from '../../src/trial.ts';
import { Untestable } from '../../src/verdict.ts';
import { createRequest, exec, healthz, requestFor, withKey } from './requests.ts';

/**
 * Shows that the server tells requests apart, which a dead one and one that always says the same do not: a probe, a
 * call, and the same call with a key (or another, where auth is off) must not all be answered with one status. Asked once of each server.
 */
export function discriminates(t: Trial): Promise<void> {
  return t.instance.once(discriminates, async () => {
    const call = requestFor(exec);
    const statuses = new Set<string>();
    const third = t.enforced ? withKey(call, t.key) : createRequest;
    for (const request of [requestFor(healthz), call, third]) {
      const { response } = await t.send(request, 'control');
      statuses.add(response ? String(response.status) : 'no answer');
    }
    const [only] = statuses;
    if (statuses.size === 1)
      throw new Untestable('as a control: different answers to different requests', `always ${only}`);
  });
}
