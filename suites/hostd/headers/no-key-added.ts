import { checkOperations } from '../../../src/checks/check.ts';
import type { HeaderLine } from '../../../src/http/request.ts';
import { bearing, forwarded, marked, perhapsForwarded, shown, valuesOf } from '../../lib/arrivals.ts';
import { WRONG } from '../../lib/requests.ts';

/** Authorization headers of clients without a valid key. */
const strangers: readonly { readonly name: string; readonly lines: readonly HeaderLine[] }[] = [
  { name: 'no Authorization', lines: [] },
  { name: 'a wrong key', lines: [['Authorization', `Bearer ${WRONG}`]] },
  { name: 'another scheme', lines: [['Authorization', 'Basic dXNlcjpwYXNzd29yZA==']] },
];

export default checkOperations({
  id: 'headers/no-key-added',
  level: 'must',
  rule: 'auth/no-key-added',
  title: 'The gateway does not add a key to a request without one, and does not replace a key.',
  why: 'If the gateway adds its own key, the API is open to everyone who can reach the gateway.',
  fix: 'Let each client send its own key. If the gateway must hold a key, have it authenticate the client first.',
  on: ['enforced'],
  recorder: 'required',
  async run(t, operation) {
    await forwarded(t, bearing(marked(t, operation), ['Authorization', `Bearer ${t.key}`]));
    for (const { lines } of strangers) {
      const sent = lines.map(([, value]) => value);
      for (const arrival of await perhapsForwarded(t, bearing(marked(t, operation), ...lines))) {
        const added = valuesOf(arrival, 'Authorization').filter((value) => value !== '' && !sent.includes(value));
        if (added.length > 0) t.fail('no Authorization except the one the client sent', shown('Authorization', added));
      }
    }
  },
});
