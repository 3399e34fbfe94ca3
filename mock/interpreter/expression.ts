import type { Budget } from './budget.ts';
import { absolute } from './system.ts';
import { PythonError, syntaxError, type Tokens } from './tokens.ts';

/** A Python int, float or str. */
export type Value = bigint | number | string;

/** The state that code reads and changes. */
export interface Scope {
  readonly globals: Map<string, Value>;
  readonly files: Map<string, string>;
}

/** The state and the budget of a run. */
export interface Context extends Scope {
  readonly budget: Budget;
}

export type Expression = (context: Context) => Value;

/** The limit of CPython for conversions between integers and strings. */
const DIGITS = 4_300;
const TOO_LONG = 10n ** BigInt(DIGITS);

/** Parses an expression. Throws `PythonError` when the tokens are not an expression. */
export function parseExpression(tokens: Tokens): Expression {
  return binary(tokens, ['+', '-'], () => binary(tokens, ['*', '//', '%', '/'], () => unary(tokens)));
}

/** Parses comma-separated expressions up to and including the closing parenthesis. */
export function parseArguments(tokens: Tokens): Expression[] {
  const list: Expression[] = [];
  while (!tokens.accept(')')) {
    list.push(parseExpression(tokens));
    if (!tokens.accept(',') && !tokens.sees(')')) throw syntaxError();
  }
  return list;
}

function binary(tokens: Tokens, operators: readonly string[], operand: () => Expression): Expression {
  const first = operand();
  const rest: { readonly operator: string; readonly operand: Expression }[] = [];
  for (;;) {
    const operator = operators.find((text) => tokens.accept(text));
    if (operator === undefined) break;
    rest.push({ operator, operand: operand() });
  }
  if (rest.length === 0) return first;
  return (context) => {
    let value = first(context);
    for (const { operator, operand } of rest) value = calculate(operator, value, operand(context), context.budget);
    return value;
  };
}

function unary(tokens: Tokens): Expression {
  if (!tokens.accept('-')) return atom(tokens);
  const operand = tokens.nested(() => unary(tokens));
  return (context) => calculate('-', 0n, operand(context), context.budget);
}

function atom(tokens: Tokens): Expression {
  const { kind, text } = tokens.next();
  if (kind === 'number') {
    const value = numberOf(text);
    return () => value;
  }
  if (kind === 'string') return () => text;
  if (kind === 'operator' && text === '(') {
    const inner = tokens.nested(() => parseExpression(tokens));
    tokens.expect(')');
    return inner;
  }
  if (kind !== 'name') throw syntaxError();
  if (text === 'open' && tokens.accept('(')) return tokens.nested(() => file(tokens));
  if (text === 'str' && tokens.accept('(')) return tokens.nested(() => conversion(tokens));
  return ({ globals }) => {
    const value = globals.get(text);
    if (value === undefined) throw new PythonError('NameError', `name '${text}' is not defined`);
    return value;
  };
}

function numberOf(text: string): Value {
  if (text.includes('.')) return Number(text);
  if (text.length > DIGITS) throw tooManyDigits('SyntaxError');
  return BigInt(text);
}

function conversion(tokens: Tokens): Expression {
  const [value] = parseArguments(tokens);
  return (context) => (value ? format(value(context), context.budget) : '');
}

/** Parses `open(path).read()` or `open(path, 'w').write(text)` after the first parenthesis. */
function file(tokens: Tokens): Expression {
  const [path, mode] = parseArguments(tokens);
  if (!path) throw syntaxError();
  tokens.expect('.');
  const method = tokens.name();
  tokens.expect('(');
  const [text] = parseArguments(tokens);
  const name = (context: Context): string => context.budget.path(format(path(context), context.budget));
  if (method === 'read') {
    return (context) => {
      const requested = name(context);
      const content = context.files.get(absolute(requested));
      if (content !== undefined) return content;
      throw new PythonError('FileNotFoundError', `[Errno 2] No such file or directory: '${requested}'`);
    };
  }
  if (method !== 'write' || !text) throw syntaxError();
  return (context) => {
    const { budget, files } = context;
    const value = text(context);
    if (typeof value !== 'string') throw new PythonError('TypeError', 'write() argument must be str');
    const target = absolute(name(context));
    const before = mode !== undefined && mode(context) === 'a' ? (files.get(target) ?? '') : '';
    budget.string(before.length + value.length);
    budget.set(files, target, before + value);
    return BigInt(value.length);
  };
}

/** Applies an operator. Throws `PythonError` like Python, and LimitExceeded when the result is too large. */
export function calculate(operator: string, a: Value, b: Value, budget: Budget): Value {
  if (typeof a === 'string' && typeof b === 'string' && operator === '+') return join(a, b, budget);
  if (typeof a === 'string' && typeof b === 'bigint' && operator === '*') return repeat(a, b, budget);
  if (typeof a === 'bigint' && typeof b === 'string' && operator === '*') return repeat(b, a, budget);
  if (typeof a === 'string' || typeof b === 'string') {
    throw new PythonError('TypeError', `unsupported operand type(s) for ${operator}`);
  }
  if (typeof a === 'bigint' && typeof b === 'bigint' && operator !== '/') {
    budget.integers(operator, a, b);
    return integers(operator, a, b);
  }
  budget.charge(1);
  return floats(operator, Number(a), Number(b));
}

function integers(operator: string, a: bigint, b: bigint): bigint {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
  }
  if (b === 0n) throw divisionByZero();
  const rest = ((a % b) + b) % b;
  return operator === '%' ? rest : (a - rest) / b;
}

function floats(operator: string, a: number, b: number): number {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
  }
  if (b === 0) throw divisionByZero();
  if (operator === '/') return a / b;
  return operator === '//' ? Math.floor(a / b) : a - b * Math.floor(a / b);
}

function divisionByZero(): PythonError {
  return new PythonError('ZeroDivisionError', 'division by zero');
}

function join(a: string, b: string, budget: Budget): string {
  budget.string(a.length + b.length);
  return a + b;
}

function repeat(text: string, times: bigint, budget: Budget): string {
  if (times <= 0n || text === '') return '';
  budget.string(text.length * Number(times));
  return text.repeat(Number(times));
}

/** Formats a value like `print`. Throws `PythonError` for an integer with too many digits. */
export function format(value: Value, budget: Budget): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return Number.isInteger(value) ? value.toFixed(1) : String(value);
  if (value >= TOO_LONG || value <= -TOO_LONG) throw tooManyDigits('ValueError');
  const text = String(value);
  budget.charge(text.length > 20 ? text.length : 1);
  return text;
}

function tooManyDigits(type: string): PythonError {
  return new PythonError(type, `Exceeds the limit (${DIGITS} digits) for integer string conversion`);
}
