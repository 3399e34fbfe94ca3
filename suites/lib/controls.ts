import { answer } from '../../src/expectation.ts';
import type { Trial } from '../../src/trial.ts';
import { created, served, status, summary } from './expectations.ts';
import { createRequest, exec, requestFor, withKey } from './requests.ts';

const notFound = answer('4xx for a sandbox that does not exist', (response) =>
  response.status >= 400 && response.status < 500 && ![401, 403, 407].includes(response.status)
    ? undefined
    : summary(response),
);

/**
 * Shows that the server tells requests apart, which a dead one or one that always says the same does not: with keys
 * enforced, that the key makes the difference; with auth off, that a sandbox can be made and an unknown one is none.
 * Asked once of each server.
 */
export function discriminates(t: Trial): Promise<void> {
  return t.instance.once('discriminates', async () => {
    const unknown = requestFor(exec);
    if (t.enforced) {
      await t.control(unknown, status(401));
      await t.control(withKey(unknown, t.key), served(exec));
    } else {
      await t.control(createRequest, created);
      await t.control(unknown, notFound);
    }
  });
}
