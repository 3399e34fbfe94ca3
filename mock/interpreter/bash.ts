import { type Command, expand, parseScript } from './shell.ts';
import { absolute, HOME, outputLines, type Run, sleep } from './system.ts';
import { HINT } from './tokens.ts';

interface Shell {
  readonly files: Map<string, string>;
  readonly variables: Map<string, string>;
  readonly signal: AbortSignal;
}

interface Result {
  readonly status: number;
  readonly out?: string;
  readonly err?: string;
}

type Builtin = (words: readonly string[], shell: Shell) => Result | Promise<Result>;

const SUCCESS: Result = { status: 0 };
const FAILURE: Result = { status: 1 };
const ASSIGNMENT = /^([A-Za-z_]\w*)=(.*)$/s;

/** Runs a script of the subset and returns the last command's status, or that of `exit`. */
export async function* runBash(
  files: Map<string, string>,
  code: string,
  signal: AbortSignal,
  variables: Map<string, string> = new Map(),
): Run {
  const shell: Shell = { files, variables, signal };
  const script = parseScript(code);
  if (!script) {
    yield* outputLines('stderr', `bash: line 1: syntax error (${HINT})\n`);
    return 2;
  }
  let status = 0;
  for (const command of script) {
    if ((command.after === '&&' && status !== 0) || (command.after === '||' && status === 0)) continue;
    variables.set('?', String(status));
    const words = command.words.map((word) => expand(word, variables));
    if (words[0] === 'exit') return Number(words[1] ?? status) & 255;
    const result = await execute(words, shell);
    status = result.status;
    const out = redirect(command, result.out ?? '', shell);
    yield* outputLines(command.redirect?.to === 'stderr' ? 'stderr' : 'stdout', out);
    yield* outputLines('stderr', result.err ?? '');
  }
  return status;
}

/** What is left for the stream once a file took its part. */
function redirect({ redirect }: Command, out: string, { files, variables }: Shell): string {
  if (redirect?.to !== 'file') return out;
  const path = pathOf(expand(redirect.path, variables), variables);
  if (path !== '/dev/null') files.set(path, redirect.appends ? (files.get(path) ?? '') + out : out);
  return '';
}

function execute(words: readonly string[], shell: Shell): Result | Promise<Result> {
  const [name, ...rest] = words;
  if (name === undefined) return SUCCESS;
  if (ASSIGNMENT.test(name)) return assign(words, shell);
  const builtin = Object.hasOwn(builtins, name) ? builtins[name] : undefined;
  return builtin?.(rest, shell) ?? { status: 127, err: `bash: line 1: ${name}: command not found\n` };
}

function assign(words: readonly string[], { variables }: Shell): Result {
  for (const word of words) {
    const [, name, value] = ASSIGNMENT.exec(word) ?? [];
    if (name !== undefined && value !== undefined) variables.set(name, value);
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
  cd: ([path = HOME], { variables }) => {
    variables.set('PWD', pathOf(path, variables));
    return SUCCESS;
  },
  async sleep([seconds = '0'], { signal }) {
    await sleep(Number(seconds) || 0, signal);
    return SUCCESS;
  },
  cat(names, { files, variables }) {
    const contents = names.map((name) => ({ name, text: files.get(pathOf(name, variables)) }));
    const missing = contents.filter(({ text }) => text === undefined);
    return {
      status: missing.length === 0 ? 0 : 1,
      out: contents.map(({ text = '' }) => text).join(''),
      err: missing.map(({ name }) => `cat: ${name}: No such file or directory\n`).join(''),
    };
  },
  rm(words, { files, variables }) {
    const names = words.filter((word) => !word.startsWith('-'));
    const missing = names.filter((name) => !files.delete(pathOf(name, variables)));
    if (words.includes('-f') || missing.length === 0) return SUCCESS;
    return {
      status: 1,
      err: missing.map((name) => `rm: cannot remove '${name}': No such file or directory\n`).join(''),
    };
  },
  test: ([operator, name = ''], { files, variables }) =>
    (operator === '-f' || operator === '-e') && files.has(pathOf(name, variables)) ? SUCCESS : FAILURE,
  '[': (words, shell) => builtins.test?.(words.slice(0, -1), shell) ?? FAILURE,
};

function directory(variables: ReadonlyMap<string, string>): string {
  return variables.get('PWD') ?? HOME;
}

function pathOf(name: string, variables: ReadonlyMap<string, string>): string {
  return absolute(name, directory(variables));
}
