export type Kind = 'number' | 'string' | 'name' | 'operator' | 'end';

export interface Token {
  readonly kind: Kind;
  readonly text: string;
}

/** An exception of interpreted Python. The message is the last line of the traceback. */
export class PythonError extends Error {
  constructor(type: string, message = '') {
    super(message === '' ? type : `${type}: ${message}`);
  }
}

const PATTERN =
  /\s*(?:(#.*)|(\d+\.\d*|\.\d+|\d+)|("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|([A-Za-z_]\w*)|(\/\/=|\/\/|[-+*/%]=|[-+*/%=().,:;]))/y;

/** Maximum nesting of expressions and blocks, as in CPython. */
export const DEEPEST = 100;

const END: Token = { kind: 'end', text: '' };
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '0': '\0' };

/** The tokens of one line of Python, with a cursor. */
export class Tokens {
  readonly #tokens: Token[] = [];
  #position = 0;
  #depth = 0;

  /** Throws `PythonError` for a character that does not start a token. */
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

  /** Calls a recursive parser. Throws `PythonError` when the recursion is too deep. */
  nested<T>(parse: () => T): T {
    this.#depth += 1;
    if (this.#depth > DEEPEST) throw new PythonError('SyntaxError', 'too many nested parentheses');
    const parsed = parse();
    this.#depth -= 1;
    return parsed;
  }

  /** Whether the line starts a block. */
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

  /** Whether the next tokens are these. String tokens never match. */
  sees(...texts: readonly string[]): boolean {
    return texts.every((text, i) => this.peek(i).text === text && this.peek(i).kind !== 'string');
  }

  /** Consumes these tokens if they come next. Returns whether it did. */
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

/** Added to syntax errors, because valid code may be outside the subset. */
export const HINT = 'the mock runs only a small subset; add a script rule for other code';

export function syntaxError(): PythonError {
  return new PythonError('SyntaxError', `invalid syntax (${HINT})`);
}

function unquote(literal: string): string {
  return literal.slice(1, -1).replace(/\\(.)/g, (whole, c: string) => {
    if (c === '\\' || c === '"' || c === "'") return c;
    return ESCAPES[c] ?? whole;
  });
}
