import { checks } from '../../suites/index.ts';
import type { Check } from '../check.ts';
import { configurations } from '../configurations.ts';
import { wrap } from '../report/text.ts';
import type { Given } from './arguments.ts';
import { print } from './output.ts';

const WIDTH = 80;

/** `list`: every check, or those of some profiles. Gives the exit code. */
export async function list(given: Given): Promise<number> {
  const names = given.texts('profile');
  const all = names.length === 0 || names.includes('all');
  const wanted = checks.filter(({ profile }) => all || names.includes(profile));
  await print(given.flag('json') ? asJson(wanted) : asText(wanted));
  return 0;
}

/**
 * What a check needs: `launch`, a target that can be started; `url`, any target; `url open`, one by URL only with
 * `--expect open`.
 */
export function needsOf({ on, needsLaunch }: Check): 'launch' | 'url' | 'url open' {
  if (on === 'launch' || needsLaunch) return 'launch';
  return on.some((name) => configurations[name].mode === 'enforced') ? 'url' : 'url open';
}

function asJson(wanted: readonly Check[]): string {
  const rows = wanted.map((check) => {
    const { id, family, level, profile, rule, title } = check;
    return { id, family, level, profile, rule, needs: needsOf(check), title };
  });
  return `${JSON.stringify(rows, null, 2)}\n`;
}

function asText(wanted: readonly Check[]): string {
  const count = (level: string) => wanted.filter((check) => check.level === level).length;
  return [
    ...wanted.flatMap((check) => [
      `${check.id}  ${check.level}, ${needsOf(check)}, ${check.rule}`,
      ...wrap(check.title, WIDTH - 4).map((line) => `    ${line}`),
    ]),
    '',
    `${wanted.length} checks: ${count('must')} must, ${count('should')} should, ${count('may')} may.`,
    '',
  ].join('\n');
}
