import type { ConfigurationName } from '../../../../src/checks/configurations.ts';
import type { Trial } from '../../../../src/checks/trial.ts';
import { DISABLED } from '../../../lib/configurations.ts';
import { alarminglyColoured, isOtherScript, normalized, speaksOfAuth } from '../../../lib/log-lines.ts';

export const named = DISABLED.map((name) => ({ name }));

/** Lines that a launch prints only if the flag is set. */
export interface News {
  /** All lines until the end of the output. */
  readonly all: readonly string[];
  /** The lines before the server was stopped. */
  readonly early: readonly string[];
  /** Lines in a colour or style that stands out, without their escape sequences. */
  readonly coloured: ReadonlySet<string>;
}

/** How long after the first response a warning still counts as printed at the start, in milliseconds. */
export const WARNING_LIMIT_MS = 3_000;

/**
 * What a launch with the flag prints and launches without it do not. Where that has no line about auth, all of them are
 * launched again with more time: a busy machine, or a log that is written in batches, delays lines.
 * Skips where no launch prints anything.
 */
export async function newLines(t: Trial, name: ConfigurationName): Promise<News> {
  const news = await compared(t, name);
  return news.early.some(speaksOfAuth) ? news : await compared(t, name, WARNING_LIMIT_MS);
}

/** Skips when one of the lines is in a script that the suite cannot read. */
export function requireReadable(t: Trial, lines: readonly string[]): void {
  if (lines.some(isOtherScript))
    t.skip('the new lines are in a script other than Latin, and their wording cannot be judged');
}

async function compared(t: Trial, name: ConfigurationName, limitMs?: number): Promise<News> {
  const never = limitMs === undefined ? undefined : () => false;
  const others = await Promise.all(
    [...usualStarts(name), 'dev' as const].map((usual) => t.quietRun(usual, never, limitMs)),
  );
  const usual = new Set(others.flatMap(({ output }) => output.lines.map(normalized)));
  const isNew = (line: string) => !usual.has(normalized(line));
  const { output, early } = await t.quietRun(name, (line) => isNew(line) && speaksOfAuth(line), limitMs);
  if ([output, ...others.map((other) => other.output)].every(({ lines }) => lines.length === 0))
    t.skip('no launch prints anything to stdout or stderr: the log goes elsewhere');
  return { all: output.lines.filter(isNew), early: early.filter(isNew), coloured: alarminglyColoured(output) };
}

/** Starts with keys and without the flag, else like `name`: what they print is not about the flag. */
function usualStarts(name: ConfigurationName): readonly ConfigurationName[] {
  if (name === 'disabled-json') return ['json-logs'];
  return name.startsWith('disabled-any') ? ['enforced', 'enforced-any'] : ['enforced'];
}
