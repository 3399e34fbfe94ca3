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
    title: 'A gateway forwards traceparent byte for byte.',
    why: "hostd logs the caller's span as the parent; W3C lets a gateway put its own there, and then it logs that.",
    fix: 'Switch tracing off in the gateway, or have it pass the header on; ignore this where its spans are wanted.',
    on: ['enforced'],
    recorder: 'required',
    async run(t, { lines: [[name, value] = ['', '']] }) {
      const sent = bearing(marked(t, exec), ['Authorization', `Bearer ${t.key}`], [name, value]);
      requireHeader(t, await forwarded(t, sent), 'traceparent', value.trim());
    },
  },
);
