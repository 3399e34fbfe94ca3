import { check } from '../../../src/checks/check.ts';
import type { Trial } from '../../../src/checks/trial.ts';
import type { WireRequest } from '../../../src/http/request.ts';
import { detector, isPlain, shownBy } from '../../lib/disclosure.ts';
import { served, status, summary } from '../../lib/expectations.ts';
import { createRequest, exec, healthz, requestFor, WRONG, withKey } from '../../lib/requests.ts';

export default check({
  id: 'keys/not-disclosed',
  level: 'must',
  rule: 'auth/keys-stay-secret',
  title: 'No response discloses a configured key that its request did not carry, in whatever encoding.',
  why: 'Whoever gets the response can run code with the key. Debug headers and error pages have shown keys this way.',
  fix: 'Put no key into a response: not into a header, an error text, a fingerprint or a debug page.',
  on: ['enforced'],
  async run(t) {
    if (t.keys.every(isPlain)) t.skip('the keys are too short or too plain to be told from ordinary text');
    const call = requestFor(exec);
    await t.control(withKey(call, t.key), served(exec));
    await t.control(call, status(401));
    for (const request of requests(t)) {
      // A step: whether the request is let in is not the matter of this check.
      const { sent, response } = await t.send(request, 'step');
      const carried = sent.toString('latin1').toLowerCase();
      const others = t.keys.filter((key) => !isPlain(key) && !carried.includes(key.toLowerCase()));
      if (response && detector(others)(shownBy(response)))
        t.fail('a response without a configured key', summary(response));
    }
  },
});

/** Responses of every kind: liveness probe, refusals, not found, and success. */
function requests(t: Trial): WireRequest[] {
  const operations = t.contract.protected.map((operation) => requestFor(operation));
  const unknown: WireRequest = { method: 'GET', target: '/v1/no-such-thing', headers: [] };
  return [
    requestFor(healthz),
    unknown,
    { ...createRequest, method: 'OPTIONS' },
    ...operations,
    ...operations.map((request) => withKey(request, WRONG)),
    ...[unknown, ...operations, createRequest].map((request) => withKey(request, t.key)),
  ];
}
