import { checkEach } from '../../../src/checks/check.ts';
import { Untestable } from '../../../src/checks/verdict.ts';
import { detector, shownBy } from '../../lib/disclosure.ts';
import { summary } from '../../lib/expectations.ts';
import { exec, healthz, requestFor, WRONG, withKey } from '../../lib/requests.ts';

export default checkEach(
  [
    { name: 'text', on: 'enforced' },
    { name: 'JSON', on: 'json-logs' },
    { name: 'auth disabled', on: 'disabled-keys' },
  ] as const,
  {
    id: 'startup/keys-stay-secret',
    level: 'must',
    rule: 'auth/keys-stay-secret',
    title: 'A configured key that no request has carried appears neither in the output of hostd nor in a response.',
    why: 'Anyone who can read the logs or the response could run code. Logs are shipped to and stored by people and systems that must not have the keys.',
    fix: 'Log how many keys there are, never their values, and put no key into a message.',
    on: 'launch',
    async run(t, { on }) {
      const expected = 'no configured key in the output or a response';
      const output = await t.launch(on, async ({ keys, wire, output: printed }) => {
        const call = requestFor(exec);
        const exchanges = [];
        for (const request of [requestFor(healthz), call, withKey(call, WRONG)])
          exchanges.push(await wire.send(request));
        for (const exchange of exchanges) t.record(exchange, 'step');
        const responses = exchanges.flatMap(({ response }) => response ?? []);
        if (responses.length === 0) throw new Untestable('control: a response', 'none');
        const leak = responses.find((response) => detector(keys)(shownBy(response)));
        if (leak) t.fail(expected, summary(leak));
        return { keys, printed };
      });
      const leak = output.printed.lines.find(detector(output.keys));
      if (leak !== undefined) t.fail(expected, leak);
    },
  },
);
