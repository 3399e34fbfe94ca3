import { checkEach } from '../../../src/checks/check.ts';
import { bearing, forwarded, marked, requireHeader } from '../../lib/arrivals.ts';
import { exec } from '../../lib/requests.ts';
import { validTraceparents } from '../../lib/traceparents.ts';

export default checkEach(
  validTraceparents.filter(({ lines: [line], name }) => line && !name.startsWith('the name')),
  {
    id: 'headers/traceparent-unchanged',
    level: 'should',
    rule: 'auth/headers-forwarded',
    title: 'The gateway forwards traceparent byte for byte.',
    why: "hostd logs the caller's span as the parent. W3C Trace Context allows a gateway to put its own span there, which hostd then logs instead.",
    fix: "Turn off tracing in the gateway, or let it pass the header through. Ignore this if you want the gateway's spans.",
    on: ['enforced'],
    recorder: 'required',
    async run(t, { lines: [[name, value] = ['', '']] }) {
      const sent = bearing(marked(t, exec), ['Authorization', `Bearer ${t.key}`], [name, value]);
      requireHeader(t, await forwarded(t, sent), 'traceparent', value.trim());
    },
  },
);
