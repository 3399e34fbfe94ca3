import { check } from '../../src/checks/check.ts';
import { Untestable } from '../../src/checks/verdict.ts';
import type { Exchange } from '../../src/http/client.ts';
import { marked } from '../lib/arrivals.ts';
import { summary } from '../lib/expectations.ts';
import { exec, withKey } from '../lib/requests.ts';

export default check({
  id: 'gateway/post-once',
  level: 'should',
  rule: 'rfc9110/no-retry',
  title: 'The gateway does not resend a POST after hostd drops the connection.',
  why: 'hostd may have handled the first one: the code runs twice, or a sandbox leaks.',
  fix: 'Retry only idempotent methods (nginx: leave out non_idempotent; HAProxy: retry-on conn-failure, or disable-l7-retry for POST).',
  on: ['enforced'],
  recorder: 'required',
  // A gateway may mark a hostd as down after a dropped connection.
  disturbs: true,
  async run(t) {
    const { mark, request } = marked(t, exec);
    t.recorder.breakOff(mark);
    // On a new connection: on a keep-alive connection the suite itself might resend it.
    const exchange = await t.send(withKey(request, t.key), 'probe', await t.connect());
    const { length } = t.recorder.arrivals(mark);
    if (length === 0) throw new Untestable('control: the gateway forwards this request', said(exchange));
    if (length > 1) t.fail('it arrives once', `it arrived ${length} times, and hostd responded to none of them`);
  },
});

function said({ response, failure }: Exchange): string {
  return `nothing arrived; ${response ? summary(response) : failure?.message}`;
}
