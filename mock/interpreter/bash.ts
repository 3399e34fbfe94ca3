import { Budget } from './budget.ts';
import { type Command, expand, parseScript } from './shell.ts';
import { absolute, drive, type Effect, HOME, outputLines, PAUSE, printed, type Run } from './system.ts';
import { HINT } from './tokens.ts';

interface Shell {
  readonly files: Map<string, string>;
  readonly variables: Map<string, string>;
  readonly budget: Budget;
}

interface Result {
  readonly status: number;
  readonly out?: string;
  readonly err?: string;
  /** Seconds to sleep before the output. */
  readonly seconds?: number;
}

type Builtin = (words: readonly string[], shell: Shell) => Result;

const SUCCESS: Result = { status: 0 };
const FAILURE: Result = { status: 1 };
const ASSIGNMENT = /^([A-Za-z_]\w*)=(.*)$/s;

/** Runs a bash script. The exit code is that of `exit` or of the last command. */
export function runBash(
  files: Map<string, string>,
  code: string,
  signal: AbortSignal,
  variables: Map<string, string> = new Map(),
): Run {
  const budget = new Budget([files, variables]);
  return drive(runScript(code, { files, variables, budget }), budget, signal);
}

function* runScript(code: string, shell: Shell): Generator<Effect, number> {
  const { variables, budget } = shell;
  budget.code(code.length);
  if (budget.isTurnOver()) yield PAUSE;
  const script = parseScript(code);
  if (!script) {
    yield* outputLines('stderr', `bash: line 1: syntax error (${HINT})\n`);
    return 2;
  }
  let status = 0;
  for (const command of script) {
    if (budget.isTurnOver()) yield PAUSE;
    budget.begin();
    if ((command.after === '&&' && status !== 0) || (command.after === '||' && status === 0)) continue;
    variables.set('?', String(status));
    const words = command.words.map((word) => expand(word, variables, budget));
    budget.string(words.reduce((sum, word) => sum + word.length + 1, 0));
    if (words[0] === 'exit') return Number(words[1] ?? status) & 255;
    const result = execute(words, shell);
    const { seconds, out = '', err = '' } = result;
    if (seconds !== undefined) yield { seconds };
    status = result.status;
    yield* printed(command.redirect?.to === 'stderr' ? 'stderr' : 'stdout', redirect(command, out, shell), budget);
    yield* printed('stderr', err, budget);
  }
  return status;
}

/** Writes the output to the file of a redirect. Returns the output that remains for the stream. */
function redirect({ redirect }: Command, out: string, shell: Shell): string {
  if (redirect?.to !== 'file') return out;
  const { files, variables, budget } = shell;
  const path = pathOf(expand(redirect.path, variables, budget), shell);
  if (path === '/dev/null') return '';
  const text = redirect.appends ? (files.get(path) ?? '') + out : out;
  budget.string(text.length);
  budget.set(files, path, text);
  return '';
}

function execute(words: readonly string[], shell: Shell): Result {
  const [name, ...rest] = words;
  if (name === undefined) return SUCCESS;
  if (ASSIGNMENT.test(name)) return assign(words, shell);
  const builtin = Object.hasOwn(builtins, name) ? builtins[name] : undefined;
  return builtin?.(rest, shell) ?? { status: 127, err: `bash: line 1: ${name}: command not found\n` };
}

function assign(words: readonly string[], { variables, budget }: Shell): Result {
  for (const word of words) {
    const [, name, value] = ASSIGNMENT.exec(word) ?? [];
    if (name !== undefined && value !== undefined) budget.set(variables, name, value);
  }
  return SUCCESS;
}

const builtins: Readonly<Record<string, Builtin>> = {
  ':': () => SUCCESS,
  true: () => SUCCESS,
  false: () => FAILURE,
  echo: (words) => ({ status: 0, out: `${words.join(' ')}\n` }),
  export: assign,
  pwd: (_, { variables }) => ({ status: 0, out: `${directory(variables)}\n` }),
  cd: ([path = HOME], shell) => {
    shell.budget.set(shell.variables, 'PWD', pathOf(path, shell));
    return SUCCESS;
  },
  sleep: ([seconds = '0']) => ({ ...SUCCESS, seconds: Number(seconds) || 0 }),
  cat(names, shell) {
    const contents = names.map((name) => ({ name, text: shell.files.get(pathOf(name, shell)) }));
    shell.budget.string(contents.reduce((sum, { text = '' }) => sum + text.length, 0));
    const missing = contents.filter(({ text }) => text === undefined);
    return {
      status: missing.length === 0 ? 0 : 1,
      out: contents.map(({ text = '' }) => text).join(''),
      err: missing.map(({ name }) => `cat: ${name}: No such file or directory\n`).join(''),
    };
  },
  rm(words, shell) {
    const { files, budget } = shell;
    const names = words.filter((word) => !word.startsWith('-'));
    const missing = names.filter((name) => !budget.delete(files, pathOf(name, shell)));
    if (words.includes('-f') || missing.length === 0) return SUCCESS;
    return {
      status: 1,
      err: missing.map((name) => `rm: cannot remove '${name}': No such file or directory\n`).join(''),
    };
  },
  test: ([operator, name = ''], shell) =>
    (operator === '-f' || operator === '-e') && shell.files.has(pathOf(name, shell)) ? SUCCESS : FAILURE,
  '[': (words, shell) => builtins.test?.(words.slice(0, -1), shell) ?? FAILURE,
};

function directory(variables: ReadonlyMap<string, string>): string {
  return variables.get('PWD') ?? HOME;
}

function pathOf(name: string, { variables, budget }: Shell): string {
  return budget.path(absolute(budget.path(name), directory(variables)));
}
