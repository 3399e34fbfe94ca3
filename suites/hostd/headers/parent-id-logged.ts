import { checkEach } from '../../../src/checks/check.ts';
import { traceLog } from '../../lib/trace-log.ts';
import { formats, shown } from './lib/log-formats.ts';

export default checkEach(formats, {
  id: 'headers/parent-id-logged',
  level: 'should',
  rule: 'docs/parent-id-logged',
  title: "The caller's span id is logged as parent_span_id or, behind a gateway, arrives.",
  why: "Without it the server's spans are not connected to the trace.",
  fix: 'Use the third field of traceparent as the parent_span_id of the request span.',
  on: 'launch',
  recorder: 'instead',
  async run(t, { on }) {
    const { parents, valid } = await traceLog(t, on);
    if (parents.length === 0) t.skip('the log of this server has no parent_span_id field');
    if (!parents.includes(valid.parent)) t.fail(`parent_span_id ${valid.parent}`, shown(parents));
  },
});
