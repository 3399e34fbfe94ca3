import { checkEach } from '../../../src/checks/check.ts';
import { traceLog } from '../../lib/trace-log.ts';
import { formats, shown } from './lib/log-formats.ts';

export default checkEach(formats, {
  id: 'headers/trace-id-logged',
  level: 'should',
  rule: 'docs/trace-id-logged',
  title: "The caller's trace id is in the log line of its request or, behind a gateway, in the forwarded request.",
  why: "It connects the caller's trace with the server's.",
  fix: 'Use the second field of traceparent as the trace_id of the request span.',
  on: 'launch',
  recorder: 'instead',
  async run(t, { on }) {
    const { traces, valid } = await traceLog(t, on);
    if (!traces.includes(valid.trace)) t.fail(`trace_id ${valid.trace}`, shown(traces));
  },
});
