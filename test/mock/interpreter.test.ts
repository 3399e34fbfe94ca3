import { describe, expect, test } from 'vitest';
import { run } from '../../mock/interpreter/interpreter.ts';
import { Machine } from '../../mock/interpreter/machine.ts';

async function runs(machine: Machine, language: 'python' | 'bash', code: string) {
  const steps = run(machine, language, code, new AbortController().signal);
  const out: string[] = [];
  const err: string[] = [];
  for (;;) {
    const step = await steps.next();
    if (step.done) return { out, err, exit: step.value };
    (step.value.type === 'stdout' ? out : err).push(step.value.data);
  }
}

describe('python', () => {
  test.each([
    ['print(6*7)', ['42']],
    ['print(1 + 2 * 3 - 4, (1 + 2) * 3)', ['3 9']],
    ['print(-7 // 2, -7 % 2, 7 % -2)', ['-4 1 -1']],
    ['print(1 / 2, 2 * 0.5, 7.5 // 2)', ['0.5 1.0 3.0']],
    ['print(99999999999 * 99999999999)', ['9999999999800000000001']],
    ['print("a" + \'b\' * 2, "x\\ty")', ['abb x\ty']],
    ['print()', ['']],
    ['print("a;b"); print("#")  # comment', ['a;b', '#']],
    ['x = 2\nx += 3\nx *= 4\nprint("x is " + str(x))', ['x is 20']],
    ['import time, sys\nfrom os import path\ntime.sleep(0)\nprint(1, flush=True)', ['1']],
    ['for i in range(3): print(i)', ['0', '1', '2']],
    [
      'n = 2\nfor i in range(1, n + 1):\n    print(i)\n    print(i * 10)\n\nprint("end")',
      ['1', '10', '2', '20', 'end'],
    ],
    ['for i in range(2):\n  for j in range(2):\n    print(i * 2 + j)', ['0', '1', '2', '3']],
    ['open("/tmp/f", "w").write("a\\nb")\nopen("/tmp/f", "a").write("c")\nprint(open("/tmp/f").read())', ['a', 'bc']],
    ['', []],
    ['# nothing', []],
    ['pass', []],
  ])('%j', async (code, out) => {
    expect(await runs(new Machine(), 'python', code)).toEqual({ out, err: [], exit: 0 });
  });

  test.each([
    ['raise ValueError("bad")', 'ValueError: bad'],
    ['raise KeyError', 'KeyError'],
    ['print(y)', "NameError: name 'y' is not defined"],
    ['y += 1', "NameError: name 'y' is not defined"],
    ['open("/no").read()', "FileNotFoundError: [Errno 2] No such file or directory: '/no'"],
    ['print(1 // 0)', 'ZeroDivisionError: division by zero'],
    ['print("a" + 1)', 'TypeError: unsupported operand type(s) for +'],
    [
      'while True: pass',
      'SyntaxError: invalid syntax (the mock runs only a small subset; add a script rule for other code)',
    ],
    [
      'def f(x):\n    return x\nprint(f(1))',
      'SyntaxError: invalid syntax (the mock runs only a small subset; add a script rule for other code)',
    ],
    [
      'print(sum([1, 2]))',
      'SyntaxError: invalid syntax (the mock runs only a small subset; add a script rule for other code)',
    ],
    ['print(1', 'SyntaxError: invalid syntax (the mock runs only a small subset; add a script rule for other code)'],
    ['x = $', 'SyntaxError: invalid syntax (the mock runs only a small subset; add a script rule for other code)'],
    ['x = 1\n  y = 2', 'IndentationError: unexpected indent'],
  ])('%j fails with its traceback', async (code, last) => {
    const { out, err, exit } = await runs(new Machine(), 'python', code);
    expect([out, err.at(0), err.at(-1), exit]).toEqual([[], 'Traceback (most recent call last):', last, 1]);
  });

  test('the traceback names the line', async () => {
    const { err } = await runs(new Machine(), 'python', 'print(1)\n\nfor i in range(1):\n  print(2)\n  print(y)');
    expect(err[1]).toBe('  File "<stdin>", line 5, in <module>');
  });

  test('nothing runs of code that is not understood', async () => {
    expect((await runs(new Machine(), 'python', 'print(1)\nprint(')).out).toEqual([]);
  });

  test.each([
    ['raise SystemExit(3)', 3, []],
    ['raise SystemExit', 0, []],
    ['import sys; sys.exit(4)', 4, []],
    ['exit()', 0, []],
    ['exit("sorry")', 1, ['sorry']],
  ])('%j sets the exit code', async (code, exit, err) => {
    expect(await runs(new Machine(), 'python', `${code}\nprint("never")`)).toEqual({ out: [], err, exit });
  });
});

describe('bash', () => {
  test.each([
    ['echo hello   world', ['hello world'], 0],
    ['echo "a  b" \'c  $X\' d\\ e # comment', ['a  b c  $X d e'], 0],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is bash
    ['X=1; export Y=2 Z="3 4"; echo $X "${Y}y" $Z $nothing.', ['1 2y 3 4 .'], 0],
    ['echo one > f; echo two >> f; cat f', ['one', 'two'], 0],
    ['echo x > /dev/null && cat /dev/null', [], 1],
    ['false; echo $?', ['1'], 0],
    ['true && echo yes || echo no', ['yes'], 0],
    ['false && echo yes || echo no', ['no'], 0],
    ['echo a\necho b', ['a', 'b'], 0],
    ['pwd; cd /tmp; pwd; echo x > f; cat /tmp/f', ['/root', '/tmp', 'x'], 0],
    ['echo x > f; test -f f && echo there; rm f; [ -f f ] || echo gone', ['there', 'gone'], 0],
    ['rm -f nothing; sleep 0; exit 7; echo never', [], 7],
    ['false; exit', [], 1],
    ['exit 257', [], 1],
    ['', [], 0],
  ])('%j', async (code, out, exit) => {
    expect(await runs(new Machine(), 'bash', code)).toMatchObject({ out, exit });
  });

  test.each([
    ['echo oops >&2', 'oops', 0],
    ['cat nothing', 'cat: nothing: No such file or directory', 1],
    ['rm nothing', "rm: cannot remove 'nothing': No such file or directory", 1],
    ['frobnicate', 'bash: line 1: frobnicate: command not found', 127],
    ['constructor', 'bash: line 1: constructor: command not found', 127],
    [
      'echo "open',
      'bash: line 1: syntax error (the mock runs only a small subset; add a script rule for other code)',
      2,
    ],
    [
      'echo $((1 + 2))',
      'bash: line 1: syntax error (the mock runs only a small subset; add a script rule for other code)',
      2,
    ],
    [
      'echo "$(date)"',
      'bash: line 1: syntax error (the mock runs only a small subset; add a script rule for other code)',
      2,
    ],
    [
      'echo `date`',
      'bash: line 1: syntax error (the mock runs only a small subset; add a script rule for other code)',
      2,
    ],
    [
      `echo \${X:-1} > a`,
      'bash: line 1: syntax error (the mock runs only a small subset; add a script rule for other code)',
      2,
    ],
    [
      'echo a > $(b)',
      'bash: line 1: syntax error (the mock runs only a small subset; add a script rule for other code)',
      2,
    ],
  ])('%j says so on stderr', async (code, line, exit) => {
    expect(await runs(new Machine(), 'bash', code)).toEqual({ out: [], err: [line], exit });
  });
});
