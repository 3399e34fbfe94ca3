import type { ConfigurationName } from '../../../../src/checks/configurations.ts';
import type { Trial } from '../../../../src/checks/trial.ts';
import { DISABLED } from '../../../lib/configurations.ts';
import { normalized, speaksOfAuth } from '../../../lib/log-lines.ts';

export const named = DISABLED.map((name) => ({ name }));

/** Lines that a start prints when the flag is set, and that starts without it do not print. */
export interface News {
  /** To its very end. */
  readonly all: readonly string[];
  /** Before it was told to end. */
  readonly early: readonly string[];
}

/** Skips where no start prints anything: then the log goes elsewhere, and a warning cannot be seen. */
export async function newLines(t: Trial, name: ConfigurationName): Promise<News> {
  const others = await Promise.all([...usualStarts(name), 'dev' as const].map((usual) => t.quietRun(usual)));
  const usual = new Set(others.flatMap(({ output }) => output.lines.map(normalized)));
  const isNew = (line: string) => !usual.has(normalized(line));
  const { output, early } = await t.quietRun(name, (line) => isNew(line) && speaksOfAuth(line));
  if ([output, ...others.map((other) => other.output)].every(({ lines }) => lines.length === 0))
    t.skip('no start prints anything to stdout or stderr: the log goes elsewhere');
  return { all: output.lines.filter(isNew), early: early.filter(isNew) };
}

/** Starts with keys and without the flag, else like `name`: what they print is not about the flag. */
export function usualStarts(name: ConfigurationName): readonly ConfigurationName[] {
  if (name === 'disabled-json') return ['json-logs'];
  return name.startsWith('disabled-any') ? ['enforced', 'enforced-any'] : ['enforced'];
}
