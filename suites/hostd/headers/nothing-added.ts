import { check } from '../../../src/checks/check.ts';
import { bearing, forwarded, marked, requireHeader } from '../../lib/arrivals.ts';
import { create, destroy } from '../../lib/requests.ts';

export default check({
  id: 'headers/nothing-added',
  level: 'may',
  rule: 'auth/headers-forwarded',
  title: 'A gateway adds no content-type, traceparent, tracestate or baggage of its own.',
  why: 'It is what a gateway that traces does, and may: its own trace begins there.',
  fix: 'Nothing, where the traces of the gateway are wanted.',
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
