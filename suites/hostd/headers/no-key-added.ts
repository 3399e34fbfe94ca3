import { checkOperations } from '../../../src/checks/check.ts';
import type { HeaderLine } from '../../../src/http/request.ts';
import { bearing, forwarded, marked, perhapsForwarded, shown, valuesOf } from '../../lib/arrivals.ts';
import { WRONG } from '../../lib/requests.ts';

/** What clients send that have no valid key. */
const strangers: readonly { readonly name: string; readonly lines: readonly HeaderLine[] }[] = [
  { name: 'no Authorization', lines: [] },
  { name: 'a wrong key', lines: [['Authorization', `Bearer ${WRONG}`]] },
  { name: 'another scheme', lines: [['Authorization', 'Basic dXNlcjpwYXNzd29yZA==']] },
];

export default checkOperations({
  id: 'headers/no-key-added',
  level: 'must',
  rule: 'auth/no-key-added',
  title: 'A gateway adds no key to a request that has none, and does not put one in the place of another.',
  why: 'With the key of the gateway everybody who reaches it is let in: the API is open.',
  fix: 'Have each client send its own key; where the gateway must hold one, let it check who asks first.',
  on: ['enforced'],
  recorder: 'required',
  async run(t, operation) {
    await forwarded(t, bearing(marked(t, operation), ['Authorization', `Bearer ${t.key}`]));
    for (const { lines } of strangers) {
      const sent = lines.map(([, value]) => value);
      for (const arrival of await perhapsForwarded(t, bearing(marked(t, operation), ...lines))) {
        const added = valuesOf(arrival, 'Authorization').filter((value) => value !== '' && !sent.includes(value));
        if (added.length > 0) t.fail('no Authorization but that of the client', shown('Authorization', added));
      }
    }
  },
});
