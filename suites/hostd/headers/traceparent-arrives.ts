import { checkOperations } from '../../../src/checks/check.ts';
import { bearing, forwarded, marked, shown, valuesOf } from '../../lib/arrivals.ts';
import { freshTraceparent } from '../../lib/traceparents.ts';

export default checkOperations({
  id: 'headers/traceparent-arrives',
  level: 'must',
  rule: 'auth/headers-forwarded',
  title: "A gateway forwards traceparent, once and with the caller's trace id.",
  why: 'It is what joins the trace of the caller to that of hostd; two lines of it are none at all.',
  fix: 'Let the gateway leave the header alone, or continue the trace: the trace id stays, the parent id may be its own.',
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
