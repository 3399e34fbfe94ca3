import { absolute } from './system.ts';
import { PythonError, syntaxError, type Tokens } from './tokens.ts';

/** A Python int, float or str. */
export type Value = bigint | number | string;

/** What code can see and change. */
export interface Scope {
  readonly globals: Map<string, Value>;
  readonly files: Map<string, string>;
}

export type Expression = (scope: Scope) => Value;

const LONGEST_STRING = 1 << 24;

/** `a + b - c` over products. Throws a `PythonError` when the tokens are no expression. */
export function parseExpression(tokens: Tokens): Expression {
  return binary(tokens, ['+', '-'], () => binary(tokens, ['*', '//', '%', '/'], () => unary(tokens)));
}

/** Comma-separated expressions up to the closing parenthesis, which is consumed. */
export function parseArguments(tokens: Tokens): Expression[] {
  const list: Expression[] = [];
  while (!tokens.accept(')')) {
    list.push(parseExpression(tokens));
    if (!tokens.accept(',') && !tokens.sees(')')) throw syntaxError();
  }
  return list;
}

function binary(tokens: Tokens, operators: readonly string[], operand: () => Expression): Expression {
  let left = operand();
  for (;;) {
    const operator = operators.find((text) => tokens.accept(text));
    if (operator === undefined) return left;
    const a = left;
    const b = operand();
    left = (scope) => calculate(operator, a(scope), b(scope));
  }
}

function unary(tokens: Tokens): Expression {
  if (!tokens.accept('-')) return atom(tokens);
  const operand = unary(tokens);
  return (scope) => calculate('-', 0n, operand(scope));
}

function atom(tokens: Tokens): Expression {
  const { kind, text } = tokens.next();
  if (kind === 'number') {
    const value = text.includes('.') ? Number(text) : BigInt(text);
    return () => value;
  }
  if (kind === 'string') return () => text;
  if (kind === 'operator' && text === '(') {
    const inner = parseExpression(tokens);
    tokens.expect(')');
    return inner;
  }
  if (kind !== 'name') throw syntaxError();
  if (text === 'open' && tokens.accept('(')) return file(tokens);
  if (text === 'str' && tokens.accept('(')) return conversion(tokens);
  return ({ globals }) => {
    const value = globals.get(text);
    if (value === undefined) throw new PythonError('NameError', `name '${text}' is not defined`);
    return value;
  };
}

function conversion(tokens: Tokens): Expression {
  const [value] = parseArguments(tokens);
  return (scope) => (value ? format(value(scope)) : '');
}

/** `open(path).read()` and `open(path, 'w').write(text)`, the parenthesis after `open` being consumed. */
function file(tokens: Tokens): Expression {
  const [path, mode] = parseArguments(tokens);
  if (!path) throw syntaxError();
  tokens.expect('.');
  const method = tokens.name();
  tokens.expect('(');
  const [text] = parseArguments(tokens);
  const name = (scope: Scope): string => absolute(format(path(scope)));
  if (method === 'read') {
    return (scope) => {
      const content = scope.files.get(name(scope));
      if (content !== undefined) return content;
      const missing = `[Errno 2] No such file or directory: '${format(path(scope))}'`;
      throw new PythonError('FileNotFoundError', missing);
    };
  }
  if (method !== 'write' || !text) throw syntaxError();
  return (scope) => {
    const value = text(scope);
    if (typeof value !== 'string') throw new PythonError('TypeError', 'write() argument must be str');
    const appends = mode !== undefined && mode(scope) === 'a';
    scope.files.set(name(scope), (appends ? (scope.files.get(name(scope)) ?? '') : '') + value);
    return BigInt(value.length);
  };
}

export function calculate(operator: string, a: Value, b: Value): Value {
  if (typeof a === 'string' && typeof b === 'string' && operator === '+') return a + b;
  if (typeof a === 'string' && typeof b === 'bigint' && operator === '*') return repeat(a, b);
  if (typeof a === 'bigint' && typeof b === 'string' && operator === '*') return repeat(b, a);
  if (typeof a === 'string' || typeof b === 'string') {
    throw new PythonError('TypeError', `unsupported operand type(s) for ${operator}`);
  }
  if (typeof a === 'bigint' && typeof b === 'bigint' && operator !== '/') return integers(operator, a, b);
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

function repeat(text: string, times: bigint): string {
  if (BigInt(text.length) * times > LONGEST_STRING) throw new PythonError('MemoryError');
  return times > 0n ? text.repeat(Number(times)) : '';
}

/** As `print` shows it. */
export function format(value: Value): string {
  return typeof value === 'number' && Number.isInteger(value) ? value.toFixed(1) : String(value);
}
