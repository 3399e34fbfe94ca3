import { checkEach } from '../../../src/checks/check.ts';
import { Untestable } from '../../../src/checks/verdict.ts';
import { summary, textOf } from '../../lib/expectations.ts';
import { exec, healthz, requestFor, WRONG, withKey } from '../../lib/requests.ts';
import { mentions } from './lib/mentions.ts';

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
    title: 'No configured key appears in the output of hostd or in a response as long as no request carries it.',
    why: 'Whoever reads the log, or asks for it, could run code: logs are shipped and kept by people and systems that the keys are not for.',
    fix: 'Log how many keys there are, never which; compare keys, and put none of them into a message.',
    on: 'launch',
    async run(t, { on }) {
      const expected = 'output and responses without a configured key';
      const output = await t.launch(on, async ({ keys, wire, output: printed }) => {
        const call = requestFor(exec);
        const exchanges = [];
        for (const request of [requestFor(healthz), call, withKey(call, WRONG)])
          exchanges.push(await wire.send(request));
        for (const exchange of exchanges) t.record(exchange, 'step');
        const responses = exchanges.flatMap(({ response }) => response ?? []);
        if (responses.length === 0) throw new Untestable('as a control: a response', 'none');
        const leak = responses.find((response) => mentions(textOf(response), keys));
        if (leak) t.fail(expected, summary(leak));
        return { keys, printed };
      });
      const leak = output.printed.lines.find((line) => mentions(line, output.keys));
      if (leak !== undefined) t.fail(expected, leak);
    },
  },
);
