import { checkOperations } from '../../../src/checks/check.ts';
import { bearing, forwarded, marked, shown, valuesOf } from '../../lib/arrivals.ts';
import { freshTraceparent } from '../../lib/traceparents.ts';

export default checkOperations({
  id: 'headers/traceparent-arrives',
  level: 'must',
  rule: 'auth/headers-forwarded',
  title: "The gateway forwards traceparent once, with the caller's trace id.",
  why: "It connects the caller's trace with that of hostd. Two traceparent lines are invalid and count as none.",
  fix: 'Configure the gateway to leave the header alone or to continue the trace: it must keep the trace id and may set its own parent id.',
  on: ['enforced'],
  recorder: 'required',
  async run(t, operation) {
    const { value, trace } = freshTraceparent(t.random);
    const sent = bearing(marked(t, operation), ['Authorization', `Bearer ${t.key}`], ['traceparent', value]);
    for (const arrival of await forwarded(t, sent)) {
      const values = valuesOf(arrival, 'traceparent');
      const continued = values.length === 1 && values[0]?.split('-')[1] === trace;
      if (!continued) t.fail(`one traceparent with trace id ${trace}`, shown('traceparent', values));
    }
  },
});
