import { checkEach } from '../../../src/checks/check.ts';
import { traceLog } from '../../lib/trace-log.ts';
import { formats } from './lib/log-formats.ts';

export default checkEach(formats, {
  id: 'headers/invalid-trace-id-not-logged',
  level: 'should',
  rule: 'w3c/traceparent-ignored',
  title: 'An id from an invalid traceparent is not adopted, repaired or truncated.',
  why: "A repaired id joins someone else's trace, or a trace that does not exist.",
  fix: 'Validate the length, the digits and the case of every field before you use any of them.',
  on: 'launch',
  recorder: 'instead',
  async run(t, { on }) {
    const { traces, invalid } = await traceLog(t, on);
    const logged = traces.map((id) => id.toLowerCase());
    for (const { name, trace } of invalid) {
      const adopted = logged.find((id) => id.includes(trace.slice(1, 31)));
      if (adopted !== undefined) t.fail('a new trace id, or none', `${adopted}, from a traceparent with ${name}`);
    }
  },
});
