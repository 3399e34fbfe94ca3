import {
  calculate,
  type Expression,
  format,
  parseArguments,
  parseExpression,
  type Scope,
  type Value,
} from './expression.ts';
import { type Output, outputLines, type Run, sleep } from './system.ts';
import { PythonError, syntaxError, Tokens } from './tokens.ts';

/** Runs to its end; yields what it prints. */
type Statement = (scope: Scope, signal: AbortSignal) => AsyncGenerator<Output, void>;

interface Line {
  readonly number: number;
  readonly indent: number;
  readonly text: string;
}

/** `exit(n)`, `sys.exit(n)` and `raise SystemExit(n)`. */
class Exit extends Error {
  readonly value: Value;

  constructor(value: Value) {
    super();
    this.value = value;
  }
}

/** Runs a program: nothing of it when it is not in the subset, else statement by statement up to an exception. */
export async function* runPython(scope: Scope, code: string, signal: AbortSignal): Run {
  let line = 1;
  try {
    const program = parseBlock(linesOf(code), (number) => {
      line = number;
    });
    for (const statement of program) yield* statement(scope, signal);
    return 0;
  } catch (error) {
    if (error instanceof Exit) {
      if (typeof error.value === 'bigint') return Number(error.value);
      yield* outputLines('stderr', `${format(error.value)}\n`);
      return 1;
    }
    if (!(error instanceof PythonError)) throw error;
    yield* outputLines('stderr', 'Traceback (most recent call last):\n');
    yield* outputLines('stderr', `  File "<stdin>", line ${line}, in <module>\n${error.message}\n`);
    return 1;
  }
}

function linesOf(code: string): Line[] {
  return code
    .split(/\r?\n/)
    .map((text, i) => ({ number: i + 1, indent: text.length - text.trimStart().length, text: text.trim() }))
    .filter(({ text }) => text !== '' && !text.startsWith('#'));
}

/** Parses lines of one indentation; `at` is told the line that is being parsed or run. */
function parseBlock(lines: readonly Line[], at: (line: number) => void): Statement[] {
  const indent = lines[0]?.indent ?? 0;
  const statements: Statement[] = [];
  for (let i = 0; i < lines.length; ) {
    const line = lines[i] as Line;
    at(line.number);
    if (line.indent !== indent) throw new PythonError('IndentationError', 'unexpected indent');
    let end = i + 1;
    while ((lines[end]?.indent ?? -1) > indent) end += 1;
    const body = lines.slice(i + 1, end);
    const parsed = parseLine(new Tokens(line.text), body, at);
    statements.push(async function* (scope, signal) {
      at(line.number);
      for (const statement of parsed) yield* statement(scope, signal);
    });
    i = end;
  }
  return statements;
}

function parseLine(tokens: Tokens, body: readonly Line[], at: (line: number) => void): Statement[] {
  if (tokens.accept('for')) return [parseFor(tokens, body, at)];
  if (body.length > 0) throw tokens.isHeader ? syntaxError() : new PythonError('IndentationError', 'unexpected indent');
  return parseSimple(tokens);
}

/** Statements between semicolons. */
function parseSimple(tokens: Tokens): Statement[] {
  const statements: Statement[] = [];
  while (tokens.peek().kind !== 'end') {
    statements.push(parseStatement(tokens));
    if (!tokens.accept(';') && tokens.peek().kind !== 'end') throw syntaxError();
  }
  return statements;
}

function parseFor(tokens: Tokens, body: readonly Line[], at: (line: number) => void): Statement {
  const name = tokens.name();
  tokens.expect('in', 'range', '(');
  const bounds = parseArguments(tokens);
  tokens.expect(':');
  const inline = parseSimple(tokens);
  const statements = inline.length > 0 ? inline : parseBlock(body, at);
  if (statements.length === 0 || bounds.length === 0 || (inline.length > 0 && body.length > 0)) throw syntaxError();
  return async function* (scope, signal) {
    const [first = 0n, second] = bounds.map((bound) => integer(bound(scope)));
    const [start, end] = second === undefined ? [0n, first] : [first, second];
    for (let i = start; i < end; i += 1n) {
      scope.globals.set(name, i);
      for (const statement of statements) yield* statement(scope, signal);
    }
  };
}

function parseStatement(tokens: Tokens): Statement {
  if (tokens.sees('import') || tokens.sees('from')) {
    while (tokens.peek().kind !== 'end' && !tokens.sees(';')) tokens.next();
    return effect(() => {});
  }
  if (tokens.accept('pass')) return effect(() => {});
  if (tokens.accept('print', '(')) return parsePrint(tokens);
  if (tokens.accept('raise')) return parseRaise(tokens);
  if (tokens.accept('exit', '(') || tokens.accept('quit', '(') || tokens.accept('sys', '.', 'exit', '(')) {
    return parseExit(tokens);
  }
  if (tokens.accept('time', '.', 'sleep', '(')) {
    const [seconds] = parseArguments(tokens);
    if (!seconds) throw syntaxError();
    // biome-ignore lint/correctness/useYield: a sleep prints nothing
    return async function* (scope, signal) {
      await sleep(Number(seconds(scope)), signal);
    };
  }
  const operator = tokens.peek(1);
  if (tokens.peek().kind === 'name' && operator.kind === 'operator' && operator.text.endsWith('=')) {
    return parseAssignment(tokens);
  }
  const expression = parseExpression(tokens);
  return effect((scope) => expression(scope));
}

function parseAssignment(tokens: Tokens): Statement {
  const name = tokens.name();
  const operator = tokens.next().text.slice(0, -1);
  const value = parseExpression(tokens);
  return effect((scope) => {
    if (operator === '') return scope.globals.set(name, value(scope));
    const before = scope.globals.get(name);
    if (before === undefined) throw new PythonError('NameError', `name '${name}' is not defined`);
    return scope.globals.set(name, calculate(operator, before, value(scope)));
  });
}

/** `print(a, b, file=sys.stderr, flush=True)`: of the named arguments only `file` makes a difference. */
function parsePrint(tokens: Tokens): Statement {
  const values: Expression[] = [];
  let type: Output['type'] = 'stdout';
  while (!tokens.accept(')')) {
    if (tokens.accept('file', '=', 'sys', '.', 'stderr')) type = 'stderr';
    else if (!tokens.accept('flush', '=', 'True')) values.push(parseExpression(tokens));
    if (!tokens.accept(',') && !tokens.sees(')')) throw syntaxError();
  }
  return async function* (scope) {
    yield* outputLines(type, `${values.map((value) => format(value(scope))).join(' ')}\n`);
  };
}

function parseRaise(tokens: Tokens): Statement {
  const type = tokens.name();
  if (type === 'SystemExit') return tokens.accept('(') ? parseExit(tokens) : exit(undefined);
  const [message] = tokens.accept('(') ? parseArguments(tokens) : [];
  return effect((scope) => {
    throw new PythonError(type, message && format(message(scope)));
  });
}

function parseExit(tokens: Tokens): Statement {
  return exit(parseArguments(tokens)[0]);
}

function exit(value: Expression | undefined): Statement {
  return effect((scope) => {
    throw new Exit(value ? value(scope) : 0n);
  });
}

function effect(action: (scope: Scope) => unknown): Statement {
  // biome-ignore lint/correctness/useYield: such a statement prints nothing
  return async function* (scope) {
    action(scope);
  };
}

function integer(value: Value): bigint {
  if (typeof value !== 'bigint') throw new PythonError('TypeError', 'an integer is required');
  return value;
}
