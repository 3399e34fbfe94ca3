import { describe, expect, test } from 'vitest';
import { Budget } from '../../mock/interpreter/budget.ts';
import { type Language, run } from '../../mock/interpreter/interpreter.ts';
import { LIMITS } from '../../mock/interpreter/limits.ts';
import { Machine } from '../../mock/interpreter/machine.ts';
import { drive, type Effect } from '../../mock/interpreter/system.ts';
import { mockAndClient, typeAndData, WAYS } from './client.ts';

const LOOP = 'for i in range(99999999999): pass';

/** Runs code and returns the last lines of its output. */
async function runs(code: string, language: Language = 'python', machine = new Machine()) {
  const steps = run(machine, language, code, new AbortController().signal);
  let last = '';
  for (;;) {
    const step = await steps.next();
    if (step.done) return { last, exit: step.value };
    last = step.value.data;
  }
}

describe('a run ends and says which limit it exceeded', () => {
  const steps = 'the mock stopped this run: steps exceeded (at most 5,000,000 for a run)';
  const statement = 'the mock stopped this run: steps exceeded (at most 1,000,000 for one statement)';
  const size = (what: string) => `the mock stopped this run: size exceeded (at most ${what})`;
  const string = size('4,194,304 characters in a string');
  const double = 'for i in range(100): x = x + x';
  test.each<[string, string, string, Language?]>([
    ['a long loop', LOOP, steps],
    ['a million times a long line', 'x = "x" * 4000\nfor i in range(1000000): print(x)', steps],
    ['integers that are squared', 'x = 3\nfor i in range(99): x = x * x', size('65,536 bits in an integer')],
    ['a string that is doubled', `x = "x"\n${double}`, string],
    ['a string that is repeated', 'x = "x" * 500000000', string],
    ['a repetition beyond all numbers', `x = "x" * ${'9'.repeat(400)}`, string],
    ['a file that grows', 'x = "x" * 4000000\nfor i in range(9): open("f", "a").write(x)', string],
    ['a line of many arguments', `x = "x" * 4000000\nprint(${Array(99).fill('x').join(', ')})`, string],
    [
      'many variables',
      `y = "y" * 4000000\n${Array.from({ length: 20 }, (_, i) => `x${i} = y + "x"`).join('\n')}`,
      size('67,108,864 characters in files and variables'),
    ],
    [
      'many files',
      'for i in range(20000): open("/tmp/" + str(i), "w").write("")',
      size('10,000 files and variables in a sandbox'),
    ],
    ['a long path', 'open("x" * 5000).read()', size('4,096 characters in a path')],
    ['long code', `x = ${'(1 + 1) * '.repeat(800_000)}1`, size('65,536 characters of code')],
    ['one heavy statement', `x = 7\nfor i in range(13): x = x * x\nx = 0${' + x * x'.repeat(5_000)}`, statement],
    ['a variable of bash that is doubled', `X=xxxx\n${'X=$X$X\n'.repeat(40)}`, string, 'bash'],
    ['a long command of bash', `X=xxxx\n${'X=$X$X\n'.repeat(19)}echo ${'$X '.repeat(9)}`, string, 'bash'],
    [
      'many variables of bash',
      `X=xxxx\n${'X=$X$X\n'.repeat(19)}${Array.from({ length: 40 }, (_, i) => `X${i}=$X`).join('\n')}`,
      size('67,108,864 characters in files and variables'),
      'bash',
    ],
    [
      'a file that is printed many times',
      `X=xxxx\n${'X=$X$X\n'.repeat(18)}echo $X > f; cat${' f'.repeat(99)}`,
      string,
      'bash',
    ],
    ['long code of bash', 'echo x;'.repeat(1_000_000), size('65,536 characters of code'), 'bash'],
  ])('%s', async (_, code, last, language) => {
    expect(await runs(code, language)).toEqual({ last, exit: 137 });
  });

  test('a sleep that is longer than the time of a run, or than timers can be', async () => {
    function* sleeps(): Generator<Effect, number> {
      yield { seconds: 2 ** 31 };
      return 0;
    }
    const events = drive(sleeps(), new Budget([], { ...LIMITS, timeMs: 1 }), new AbortController().signal);
    const data = 'the mock stopped this run: time exceeded (at most 1 ms for a run)';
    expect(await events.next()).toEqual({ done: false, value: { type: 'stderr', data } });
    expect(await events.next()).toEqual({ done: true, value: 137 });
  });

  test.each([
    ['time.sleep(99999999)', 'python'],
    [`time.sleep(${'9'.repeat(400)})`, 'python'],
    ['sleep 99999999', 'bash'],
  ] as const)('%.30s waits', async (code, language) => {
    const controller = new AbortController();
    const events = run(new Machine(), language, code, controller.signal);
    const first = events.next();
    const other = runs('for i in range(9): time.sleep(0.001)').then(() => 'other');
    expect(await Promise.race([first, other])).toBe('other');
    controller.abort(new Error('left'));
    await expect(first).rejects.toThrow(/left|aborted/);
  });
});

describe('code that is too deep or too long fails as in Python', () => {
  const deep = 'SyntaxError: too many nested parentheses';
  test.each(
    [
      [`x = ${'('.repeat(30_000)}`, deep],
      [`x = ${'-'.repeat(30_000)}1`, deep],
      [`x = ${'str('.repeat(9_000)}`, deep],
      [
        Array.from({ length: 300 }, (_, i) => `${' '.repeat(i)}for i in range(1):`).join('\n'),
        'IndentationError: too many levels of indentation',
      ],
      [`x = ${'9'.repeat(60_000)}`, 'SyntaxError: Exceeds the limit (4300 digits) for integer string conversion'],
      [
        'x = 7\nfor i in range(14): x = x * x\nprint(x)',
        'ValueError: Exceeds the limit (4300 digits) for integer string conversion',
      ],
      ['time.sleep(0 - 1)', 'ValueError: sleep length must be non-negative'],
      ['time.sleep("1")', 'TypeError: a number is required'],
    ].map(([code = '', last = '']) => [last, code] as const),
  )('with %s', async (last, code) => {
    expect(await runs(code)).toEqual({ last, exit: 1 });
  });

  test('a long sum is no deep one', async () => {
    expect(await runs(`print(0${' + 1'.repeat(9_000)})`)).toEqual({ last: '9000', exit: 0 });
  });

  test('an exit code is a byte', async () => {
    expect(await runs(`exit(${2n ** 200n + 3n})`)).toEqual({ last: '', exit: 3 });
  });
});

const HOSTILE: [string, string, Language?][] = [
  ['a loop without end', LOOP],
  ['a loop that prints without end', 'for i in range(99999999999): print(i)'],
  ['one print of a million lines', 'print("a\\n" * 1000000)'],
  ['a print of a long line', 'for i in range(99999999999): print("\\0" * 4000000)'],
  ['integers that are squared', 'for j in range(9999999):\n  x = 3\n  for i in range(14): x = x * x'],
  ['many lines', 'x = 1\n'.repeat(10_000)],
  ['bash that prints long lines', `X=xxxx\n${'X=$X$X\n'.repeat(19)}${'echo $X\n'.repeat(5_000)}`, 'bash'],
];

describe.each(WAYS)('by %s', (way) => {
  test.each(HOSTILE)(
    '%s does not block other requests, and stops when its client disconnects',
    async (_, code, language) => {
      const { client } = await mockAndClient(way);
      const id = await client.create();
      const gone = new AbortController();
      const body = { code, ...(language && { language }) };
      const response = await client.fetch('POST', `/v1/sandboxes/${id}/exec`, { body, signal: gone.signal });
      let ended = false;
      const reading = (async () => {
        for await (const _ of response.body as ReadableStream<Uint8Array>);
      })().then(
        () => {
          ended = true;
        },
        () => 'left',
      );
      expect(await (await client.fetch('GET', '/v1/healthz')).text()).toBe('ok');
      expect(ended).toBe(false);
      gone.abort();
      expect(await reading).toBe('left');
      expect(typeAndData(await client.exec(id, 'print(1)'))).toEqual([
        ['stdout', '1'],
        ['exit', 0],
      ]);
    },
  );

  test('runs of many sandboxes share the time', async () => {
    const { client } = await mockAndClient(way);
    const gone = new AbortController();
    const { signal } = gone;
    const bodies = Array.from({ length: 20 }, async () => {
      const id = await client.create();
      const { body } = await client.fetch('POST', `/v1/sandboxes/${id}/exec`, { body: { code: LOOP }, signal });
      return body?.getReader().read();
    });
    for (const body of bodies) body.catch(() => {});
    const first = Promise.race(bodies.map((body) => body.then(() => 'ended')));
    const id = await client.create();
    expect(await Promise.race([first, client.exec(id, 'print(6 * 7)').then(typeAndData)])).toEqual([
      ['stdout', '42'],
      ['exit', 0],
    ]);
    gone.abort();
  });

  test('what nobody reads is not produced', async () => {
    const { client } = await mockAndClient(way);
    const id = await client.create();
    const body = { code: 'n = 0\nfor i in range(9999999):\n  print("x" * 1000)\n  n = i' };
    const response = await client.fetch('POST', `/v1/sandboxes/${id}/exec`, { body });
    const reader = response.body?.getReader();
    await reader?.read();
    for (let i = 0; i < 50; i += 1) await client.fetch('GET', '/v1/healthz');
    await reader?.cancel();
    const [event] = await client.exec(id, 'print(n)');
    expect(Number(event?.data)).toBeLessThan(9_000);
  });
});

test('the stream of a run that exceeds a limit says so, and ends with an exit event', async () => {
  const { client } = await mockAndClient('server');
  const id = await client.create();
  expect(typeAndData(await client.exec(id, 'x = "x" * 4000000\nfor i in range(9): x = x + x'))).toEqual([
    ['stderr', 'the mock stopped this run: size exceeded (at most 4,194,304 characters in a string)'],
    ['exit', 137],
  ]);
  expect(typeAndData(await client.exec(id, 'print(i)'))).toEqual([
    ['stdout', '0'],
    ['exit', 0],
  ]);
});
