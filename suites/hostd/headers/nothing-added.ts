import { check } from '../../../src/checks/check.ts';
import { bearing, forwarded, marked, requireHeader } from '../../lib/arrivals.ts';
import { create, destroy } from '../../lib/requests.ts';

export default check({
  id: 'headers/nothing-added',
  level: 'may',
  rule: 'auth/headers-forwarded',
  title: 'The gateway adds no Content-Type, traceparent, tracestate or baggage.',
  why: 'A gateway with tracing may add these headers to start its own trace.',
  fix: "Change nothing if you want the gateway's own traces. Otherwise turn off tracing in the gateway.",
  on: ['enforced'],
  recorder: 'required',
  async run(t) {
    for (const operation of [destroy, create]) {
      const arrivals = await forwarded(t, bearing(marked(t, operation), ['Authorization', `Bearer ${t.key}`]));
      const names = ['traceparent', 'tracestate', 'baggage', ...(operation.body ? [] : ['Content-Type'])];
      for (const name of names) requireHeader(t, arrivals, name, undefined);
    }
  },
});
