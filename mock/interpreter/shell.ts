import type { Budget } from './budget.ts';

/** A word in pieces. `$NAME` is expanded in all pieces except those from single quotes and escapes. */
export type Word = readonly { readonly text: string; readonly expands: boolean }[];

/** A redirect of the output to a file or to stderr. */
export type Redirect =
  | { readonly to: 'file'; readonly path: Word; readonly appends: boolean }
  | { readonly to: 'stderr' };

export interface Command {
  /** The operator before the command. */
  readonly after: ';' | '&&' | '||';
  readonly words: readonly Word[];
  readonly redirect: Redirect | undefined;
}

const PATTERN = /[ \t]*(?:(#[^\n]*)|(&&|\|\||[;\n])|(1?>&2|>>|>)|((?:'[^']*'|"(?:[^"\\]|\\.)*"|\\.|[^\s;&|<>'"\\])+))/y;

/** Parses a script. Undefined when it uses syntax outside the subset. */
export function parseScript(code: string): Command[] | undefined {
  const script = code.trimEnd();
  const commands: Command[] = [];
  let after: Command['after'] = ';';
  let words: Word[] = [];
  let redirect: Redirect | undefined;
  let target: { appends: boolean } | undefined;
  const finish = (): void => {
    if (words.length > 0 || redirect) commands.push({ after, words, redirect });
    words = [];
    redirect = undefined;
  };
  PATTERN.lastIndex = 0;
  while (PATTERN.lastIndex < script.length) {
    const [, comment, connector, arrow, text] = PATTERN.exec(script) ?? [];
    if (comment !== undefined) continue;
    if (connector !== undefined) {
      finish();
      after = connector === '\n' ? ';' : (connector as Command['after']);
    } else if (arrow?.endsWith('&2')) {
      redirect = { to: 'stderr' };
    } else if (arrow !== undefined) {
      target = { appends: arrow === '>>' };
    } else if (text !== undefined && target) {
      redirect = { to: 'file', path: parseWord(text), ...target };
      target = undefined;
    } else if (text !== undefined) {
      words.push(parseWord(text));
    } else {
      return undefined;
    }
  }
  finish();
  return commands.some(({ words, redirect }) => [...words, ...pathsOf(redirect)].some(hasUnsupportedExpansion))
    ? undefined
    : commands;
}

function pathsOf(redirect: Redirect | undefined): Word[] {
  return redirect?.to === 'file' ? [redirect.path] : [];
}

/** Whether a word has an expansion outside the subset: `$(...)`, `$((...))`, backticks, `${NAME:-...}`. */
function hasUnsupportedExpansion(word: Word): boolean {
  return word.some(({ text, expands }) => expands && /(?<!\\)(?:\$\(|`|\$\{(?!\w+\}))/.test(text));
}

/** Expands the variables of a word; unknown ones are empty. Throws LimitExceeded when the result is too long. */
export function expand(word: Word, variables: ReadonlyMap<string, string>, budget: Budget): string {
  let length = word.reduce((sum, { text }) => sum + text.length, 0);
  const fill = (written: string, braced: string | undefined, plain: string): string => {
    const value = variables.get(braced ?? plain) ?? '';
    length += value.length - written.length;
    budget.string(length);
    budget.charge(value.length >> 6);
    return value;
  };
  return word
    .map(({ text, expands }) => (expands ? text.replace(/\$(?:\{(\w+)\}|([A-Za-z_]\w*|\?))/g, fill) : text))
    .join('');
}

function parseWord(text: string): Word {
  return [...text.matchAll(/'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)|([^'"\\]+)/g)].map(
    ([, single, double, escaped, plain]) => {
      const literal = single ?? escaped;
      if (literal !== undefined) return { text: literal, expands: false };
      return { text: plain ?? (double ?? '').replace(/\\(["\\])/g, '$1'), expands: true };
    },
  );
}
