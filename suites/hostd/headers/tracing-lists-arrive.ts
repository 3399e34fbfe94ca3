import { checkEach } from '../../../src/checks/check.ts';
import { bearing, forwarded, marked, shown, valuesOf } from '../../lib/arrivals.ts';
import { exec } from '../../lib/requests.ts';
import { freshTraceparent } from '../../lib/traceparents.ts';

const members = Array.from({ length: 20 }, (_, i) => `vendor${i}=${i}`);

/** Lists sent along with a valid traceparent. A gateway may join the lines of a list and add a member. */
const lists = [
  { name: 'tracestate', header: 'tracestate', lines: ['rojo=00f067aa0ba902b7,congo=t61rcWkgMzE'] },
  { name: 'tracestate on two lines', header: 'tracestate', lines: ['rojo=00f067aa0ba902b7', 'congo=t61rcWkgMzE'] },
  { name: 'tracestate of 20 members', header: 'tracestate', lines: [members.join(',')] },
  { name: 'baggage', header: 'baggage', lines: ['userId=alice,serverNode=DF%2028;ttl=1,isProduction=false'] },
];

const split = (lines: readonly string[]) => lines.flatMap((line) => line.split(',')).map((member) => member.trim());

export default checkEach(lists, {
  id: 'headers/tracing-lists-arrive',
  level: 'should',
  rule: 'auth/headers-forwarded',
  title: 'The gateway forwards every member of tracestate and baggage in order.',
  why: "The caller's tracing systems use them to find their own spans in a trace.",
  fix: 'Configure the gateway to leave both headers alone. It may add a member of its own.',
  on: ['enforced'],
  recorder: 'required',
  async run(t, { header, lines }) {
    const trace = ['traceparent', freshTraceparent(t.random).value] as const;
    const listed = lines.map((line) => [header, line] as const);
    const sent = bearing(marked(t, exec), ['Authorization', `Bearer ${t.key}`], trace, ...listed);
    for (const arrival of await forwarded(t, sent)) {
      const values = valuesOf(arrival, header);
      const wanted = split(lines);
      const kept = split(values).filter((member) => wanted.includes(member));
      if (kept.join() !== wanted.join()) t.fail(`that ${header}: ${wanted.join(',')} arrives`, shown(header, values));
    }
  },
});
