import { checkEach } from '../../../src/checks/check.ts';
import { detector } from '../../lib/disclosure.ts';
import { exec, requestFor, WRONG, withKey } from '../../lib/requests.ts';

export default checkEach([{ name: 'text', on: 'enforced' } as const, { name: 'JSON', on: 'json-logs' } as const], {
  id: 'startup/sent-keys-not-logged',
  level: 'should',
  rule: 'auth/keys-not-logged',
  title: 'A key that a request carries, valid or not, does not appear in the output of hostd.',
  why: 'A request log with headers collects the keys of all callers, and a mistyped key is almost a key.',
  fix: 'Leave the Authorization header out of request logs.',
  on: 'launch',
  async run(t, { on }) {
    const sent = await t.launch(on, async ({ keys, wire, output: printed }) => {
      const call = requestFor(exec);
      for (const key of [...keys, WRONG]) await wire.send(withKey(call, key));
      return { keys: [...keys, WRONG], printed };
    });
    const leak = sent.printed.lines.find(detector(sent.keys));
    if (leak !== undefined) t.fail('no key from a request in the output', leak);
  },
});
