export type Kind = 'number' | 'string' | 'name' | 'operator' | 'end';

export interface Token {
  readonly kind: Kind;
  readonly text: string;
}

/** An exception of the interpreted Python: what the last line of its traceback says. */
export class PythonError extends Error {
  constructor(type: string, message = '') {
    super(message === '' ? type : `${type}: ${message}`);
  }
}

const PATTERN =
  /\s*(?:(#.*)|(\d+\.\d*|\.\d+|\d+)|("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|([A-Za-z_]\w*)|(\/\/=|\/\/|[-+*/%]=|[-+*/%=().,:;]))/y;

/** How deep expressions and blocks may be nested, as in CPython. */
export const DEEPEST = 100;

const END: Token = { kind: 'end', text: '' };
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '0': '\0' };

/** The tokens of one line of Python, with a cursor. */
export class Tokens {
  readonly #tokens: Token[] = [];
  #position = 0;
  #depth = 0;

  /** Throws a `PythonError` for a character that begins no token. */
  constructor(line: string) {
    const text = line.trimEnd();
    PATTERN.lastIndex = 0;
    while (PATTERN.lastIndex < text.length) {
      const match = PATTERN.exec(text);
      if (!match) throw syntaxError();
      const [, comment, number, string, name, operator] = match;
      if (comment !== undefined) break;
      if (number !== undefined) this.#tokens.push({ kind: 'number', text: number });
      else if (string !== undefined) this.#tokens.push({ kind: 'string', text: unquote(string) });
      else if (name !== undefined) this.#tokens.push({ kind: 'name', text: name });
      else if (operator !== undefined) this.#tokens.push({ kind: 'operator', text: operator });
    }
  }

  /** Parses something that may contain others of its kind. Throws a `PythonError` when they are nested too deep. */
  nested<T>(parse: () => T): T {
    this.#depth += 1;
    if (this.#depth > DEEPEST) throw new PythonError('SyntaxError', 'too many nested parentheses');
    const parsed = parse();
    this.#depth -= 1;
    return parsed;
  }

  /** Whether a block is to follow. */
  get isHeader(): boolean {
    return this.#tokens.at(-1)?.text === ':';
  }

  peek(ahead = 0): Token {
    return this.#tokens[this.#position + ahead] ?? END;
  }

  next(): Token {
    const token = this.peek();
    this.#position += 1;
    return token;
  }

  /** Whether the next tokens are these, strings aside. */
  sees(...texts: readonly string[]): boolean {
    return texts.every((text, i) => this.peek(i).text === text && this.peek(i).kind !== 'string');
  }

  /** Steps over these tokens if they come next. */
  accept(...texts: readonly string[]): boolean {
    if (!this.sees(...texts)) return false;
    this.#position += texts.length;
    return true;
  }

  expect(...texts: readonly string[]): void {
    if (!this.accept(...texts)) throw syntaxError();
  }

  name(): string {
    const { kind, text } = this.next();
    if (kind !== 'name') throw syntaxError();
    return text;
  }
}

/** Code that is right may be none of the mock's small part of a language. */
export const HINT = 'the mock runs little code itself; script what exec answers to the rest';

export function syntaxError(): PythonError {
  return new PythonError('SyntaxError', `invalid syntax (${HINT})`);
}

function unquote(literal: string): string {
  return literal.slice(1, -1).replace(/\\(.)/g, (whole, c: string) => {
    if (c === '\\' || c === '"' || c === "'") return c;
    return ESCAPES[c] ?? whole;
  });
}
