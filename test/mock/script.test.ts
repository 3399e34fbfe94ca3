import { describe, expect, test } from 'vitest';
import type { ScriptRule } from '../../mock/index.ts';
import { mockAndClient, typeAndData, WAYS } from './client.ts';

describe.each(WAYS)('the script by %s', (way) => {
  async function runs(rules: readonly ScriptRule[], ...codes: readonly string[]) {
    const { client } = await mockAndClient(way, { script: rules });
    const id = await client.create();
    const results: unknown[] = [];
    for (const code of codes) results.push(typeAndData(await client.exec(id, code)));
    return results;
  }

  test('answers by text, expression and function, the first that fits', async () => {
    const rules: ScriptRule[] = [
      { code: ' import pandas ', reply: 'by text' },
      { code: /import (\w+)/, reply: ({ match }) => `by expression: ${match?.[1]}` },
      { code: ({ code }) => code.length > 20, reply: 'by function' },
    ];
    const results = await runs(rules, 'import pandas\n', 'import numpy', `print(${'1'.repeat(20)})`, 'print(1)');
    expect(results.map((events) => (events as unknown[])[0])).toEqual([
      ['stdout', 'by text'],
      ['stdout', 'by expression: numpy'],
      ['stdout', 'by function'],
      ['stdout', '1'],
    ]);
  });

  test('an expression with a memory finds the same each time', async () => {
    const [first, second] = await runs([{ code: /x/g, reply: 'found' }], 'x', 'x');
    expect([first, second]).toEqual([
      [
        ['stdout', 'found'],
        ['exit', 0],
      ],
      [
        ['stdout', 'found'],
        ['exit', 0],
      ],
    ]);
  });

  test('prints in order and ends as it is told', async () => {
    const reply = {
      steps: [{ stdout: 'a\nb' }, { stderr: 'warning', delayMs: 1 }, { stdout: 'c\n' }],
      stdout: 'd',
      stderr: 'Traceback',
      exitCode: 3,
    };
    expect(await runs([{ reply }], 'anything')).toEqual([
      [
        ['stdout', 'a'],
        ['stdout', 'b'],
        ['stderr', 'warning'],
        ['stdout', 'c'],
        ['stdout', 'd'],
        ['stderr', 'Traceback'],
        ['exit', 3],
      ],
    ]);
  });

  test('has rules of one language, and rules that are used up', async () => {
    const { mock, client } = await mockAndClient(way);
    mock.script.on(/.*/, 'bash', { language: 'bash' });
    mock.script.on(/.*/, 'once', { times: 1 });
    mock.script.add({ reply: 'ever after' });
    const id = await client.create();
    const first = async (code: string, language?: string) => (await client.exec(id, code, language))[0]?.data;
    expect([await first('ls', 'bash'), await first('1'), await first('2'), await first('3')]).toEqual([
      'bash',
      'once',
      'ever after',
      'ever after',
    ]);
  });

  test('asks what was added before what was there, and resets to that', async () => {
    const { mock, client } = await mockAndClient(way, { script: [{ reply: 'first', times: 1 }, { reply: 'initial' }] });
    const id = await client.create();
    const first = async () => (await client.exec(id, 'x'))[0]?.data;
    mock.script.add({ reply: 'added', times: 1 });
    expect(mock.script.rules.map(({ reply }) => reply)).toEqual(['added', 'first', 'initial']);
    expect([await first(), await first(), await first()]).toEqual(['added', 'first', 'initial']);
    mock.reset('script');
    expect([await first(), await first()]).toEqual(['first', 'initial']);
  });

  test('a function sees the run and the files, and may take its time', async () => {
    const { mock, client } = await mockAndClient(way);
    mock.script.on(/upload/, async ({ files, sandbox, language }) => {
      files.set('/root/data.csv', 'a,b');
      return { stdout: `${sandbox} ${language}`, exitCode: 0 };
    });
    const id = await client.create();
    expect((await client.exec(id, 'upload'))[0]?.data).toBe(`${id} python`);
    expect(mock.sandboxes.files(id)).toEqual(new Map([['/root/data.csv', 'a,b']]));
    expect((await client.exec(id, 'cat data.csv', 'bash'))[0]?.data).toBe('a,b');
  });

  test('a function that throws breaks the stream and leaves the sandbox usable', async () => {
    const { mock, client } = await mockAndClient(way);
    mock.script.on('boom', () => {
      throw new Error('of the test');
    });
    const id = await client.create();
    await expect(client.exec(id, 'boom')).rejects.toThrow('terminated');
    expect((await client.exec(id, 'print(1)'))[0]?.data).toBe('1');
  });

  test('a function whose reply does not fit ends the run with what is wrong', async () => {
    const [events] = await runs([{ reply: () => ({ stdout: 'x', delayMs: 2 ** 31 }) }], 'x');
    expect(events).toEqual([
      ['stderr', expect.stringContaining('reply.delayMs: expected a whole number from 0 to 3600000')],
      ['exit', 1],
    ]);
  });

  test('lines arrive as they come: the first while the second waits', async () => {
    const { mock, client } = await mockAndClient(way);
    mock.script.on('slow', { steps: [{ stdout: 'now' }, { stdout: 'never', delayMs: 3_600_000 }] });
    const id = await client.create();
    const controller = new AbortController();
    const body = { code: 'slow' };
    const response = await client.fetch('POST', `/v1/sandboxes/${id}/exec`, { body, signal: controller.signal });
    const reader = response.body?.getReader();
    const { value } = (await reader?.read()) ?? {};
    expect(Buffer.from(value ?? []).toString()).toContain('"now"');
    const rest = reader?.read();
    controller.abort();
    await expect(rest).rejects.toThrow(/abort/i);
    // The run has ended and the sandbox is free: the next one does not wait for an hour.
    expect((await client.exec(id, 'print(1)'))[0]?.data).toBe('1');
  });
});
