import { Budget } from './budget.ts';
import {
  type Context,
  calculate,
  type Expression,
  format,
  parseArguments,
  parseExpression,
  type Scope,
  type Value,
} from './expression.ts';
import { drive, type Effect, type Output, outputLines, PAUSE, printed, type Run } from './system.ts';
import { DEEPEST, PythonError, syntaxError, Tokens } from './tokens.ts';

/** Executes a statement. The caller iterates the effects that it returns. */
type Execute = (context: Progress) => Iterable<Effect> | undefined;

interface Statement {
  /** The line number in the code. */
  readonly line: number;
  readonly execute: Execute;
}

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

/** Runs a Python program. Nothing runs when any part of it is a syntax error. */
export function runPython(scope: Scope, code: string, signal: AbortSignal): Run {
  const { globals, files } = scope;
  const budget = new Budget([globals, files]);
  return drive(runProgram(code, { globals, files, budget, line: 1 }), budget, signal);
}

/** The context of a run and the line that is being parsed or executed. */
interface Progress extends Context {
  line: number;
}

function* runProgram(code: string, context: Progress): Generator<Effect, number> {
  const { budget } = context;
  budget.code(code.length);
  if (budget.isTurnOver()) yield PAUSE;
  try {
    const program = yield* parseBlock(new Lines(linesOf(code)), context, 0);
    for (const statement of program) {
      const effects = executeOne(statement, context);
      if (effects) yield* effects;
      if (budget.isTurnOver()) yield PAUSE;
    }
    return 0;
  } catch (error) {
    if (error instanceof Exit) {
      if (typeof error.value === 'bigint') return Number(BigInt.asUintN(8, error.value));
      yield* outputLines('stderr', `${format(error.value, budget)}\n`);
      return 1;
    }
    if (!(error instanceof PythonError)) throw error;
    yield* outputLines('stderr', 'Traceback (most recent call last):\n');
    yield* outputLines('stderr', `  File "<stdin>", line ${context.line}, in <module>\n${error.message}\n`);
    return 1;
  }
}

function executeOne({ line, execute }: Statement, context: Progress): Iterable<Effect> | undefined {
  context.line = line;
  context.budget.begin();
  return execute(context);
}

/** Lines of code with a cursor. */
class Lines {
  readonly #lines: readonly Line[];
  #position = 0;

  constructor(lines: readonly Line[]) {
    this.#lines = lines;
  }

  /** The next line; undefined at the end. */
  get next(): Line | undefined {
    return this.#lines[this.#position];
  }

  skip(): void {
    this.#position += 1;
  }
}

function linesOf(code: string): Line[] {
  return code
    .split(/\r?\n/)
    .map((text, i) => ({ number: i + 1, indent: text.length - text.trimStart().length, text: text.trim() }))
    .filter(({ text }) => text !== '' && !text.startsWith('#'));
}

/** Parses the lines of one block, up to a line that is indented less. */
function* parseBlock(lines: Lines, context: Progress, depth: number): Generator<Effect, Statement[]> {
  if (depth > DEEPEST) throw new PythonError('IndentationError', 'too many levels of indentation');
  const { budget } = context;
  const indent = lines.next?.indent ?? 0;
  const statements: Statement[] = [];
  for (let line = lines.next; line && line.indent >= indent; line = lines.next) {
    context.line = line.number;
    if (line.indent !== indent) throw unexpectedIndent();
    lines.skip();
    budget.begin();
    budget.charge(line.text.length >> 4);
    const hasBody = (lines.next?.indent ?? 0) > indent;
    const tokens = new Tokens(line.text);
    if (tokens.accept('for')) {
      const header = parseFor(tokens, line.number);
      const { inline } = header;
      if (hasBody === inline.length > 0) throw syntaxError();
      const body = hasBody ? yield* parseBlock(lines, context, depth + 1) : inline;
      statements.push({ line: line.number, execute: loop(header, body) });
    } else {
      if (hasBody) throw tokens.isHeader ? syntaxError() : unexpectedIndent();
      statements.push(...parseSimple(tokens, line.number));
    }
    if (budget.isTurnOver()) yield PAUSE;
  }
  return statements;
}

function unexpectedIndent(): PythonError {
  return new PythonError('IndentationError', 'unexpected indent');
}

/** Parses statements separated by semicolons. */
function parseSimple(tokens: Tokens, line: number): Statement[] {
  const statements: Statement[] = [];
  while (tokens.peek().kind !== 'end') {
    statements.push({ line, execute: parseStatement(tokens) });
    if (!tokens.accept(';') && tokens.peek().kind !== 'end') throw syntaxError();
  }
  return statements;
}

/** The header of a loop. */
interface For {
  readonly name: string;
  readonly bounds: readonly Expression[];
  /** Statements after the colon. */
  readonly inline: readonly Statement[];
}

function parseFor(tokens: Tokens, line: number): For {
  const name = tokens.name();
  tokens.expect('in', 'range', '(');
  const bounds = parseArguments(tokens);
  tokens.expect(':');
  if (bounds.length === 0) throw syntaxError();
  return { name, bounds, inline: parseSimple(tokens, line) };
}

function loop({ name, bounds }: For, body: readonly Statement[]): Execute {
  return function* (context) {
    const { budget, globals } = context;
    const [first = 0n, second] = bounds.map((bound) => integer(bound(context)));
    const [start, end] = second === undefined ? [0n, first] : [first, second];
    for (let i = start; i < end; i += 1n) {
      budget.set(globals, name, i);
      for (const statement of body) {
        const effects = executeOne(statement, context);
        if (effects) yield* effects;
        if (budget.isTurnOver()) yield PAUSE;
      }
    }
  };
}

function parseStatement(tokens: Tokens): Execute {
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
    return (context) => [{ seconds: duration(seconds(context)) }];
  }
  const operator = tokens.peek(1);
  if (tokens.peek().kind === 'name' && operator.kind === 'operator' && operator.text.endsWith('=')) {
    return parseAssignment(tokens);
  }
  const expression = parseExpression(tokens);
  return effect((context) => expression(context));
}

function parseAssignment(tokens: Tokens): Execute {
  const name = tokens.name();
  const operator = tokens.next().text.slice(0, -1);
  const value = parseExpression(tokens);
  return effect((context) => {
    const { globals, budget } = context;
    if (operator === '') return budget.set(globals, name, value(context));
    const before = globals.get(name);
    if (before === undefined) throw new PythonError('NameError', `name '${name}' is not defined`);
    return budget.set(globals, name, calculate(operator, before, value(context), budget));
  });
}

/** Parses `print(a, b, file=sys.stderr, flush=True)`. `flush` has no effect. */
function parsePrint(tokens: Tokens): Execute {
  const values: Expression[] = [];
  let type: Output['type'] = 'stdout';
  while (!tokens.accept(')')) {
    if (tokens.accept('file', '=', 'sys', '.', 'stderr')) type = 'stderr';
    else if (!tokens.accept('flush', '=', 'True')) values.push(parseExpression(tokens));
    if (!tokens.accept(',') && !tokens.sees(')')) throw syntaxError();
  }
  return (context) => {
    const { budget } = context;
    const texts: string[] = [];
    let length = 0;
    for (const value of values) {
      const text = format(value(context), budget);
      length += text.length + 1;
      budget.string(length);
      texts.push(text);
    }
    return printed(type, `${texts.join(' ')}\n`, budget);
  };
}

function parseRaise(tokens: Tokens): Execute {
  const type = tokens.name();
  if (type === 'SystemExit') return tokens.accept('(') ? parseExit(tokens) : exit(undefined);
  const [message] = tokens.accept('(') ? parseArguments(tokens) : [];
  return effect((context) => {
    throw new PythonError(type, message && format(message(context), context.budget));
  });
}

function parseExit(tokens: Tokens): Execute {
  return exit(parseArguments(tokens)[0]);
}

function exit(value: Expression | undefined): Execute {
  return effect((context) => {
    throw new Exit(value ? value(context) : 0n);
  });
}

/** A statement without effects to iterate. */
function effect(action: (context: Context) => unknown): Execute {
  return (context) => {
    action(context);
    return undefined;
  };
}

function integer(value: Value): bigint {
  if (typeof value !== 'bigint') throw new PythonError('TypeError', 'an integer is required');
  return value;
}

function duration(value: Value): number {
  if (typeof value === 'string') throw new PythonError('TypeError', 'a number is required');
  if (value < 0) throw new PythonError('ValueError', 'sleep length must be non-negative');
  return Number(value);
}
