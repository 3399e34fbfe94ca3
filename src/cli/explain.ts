import { checks } from '../../suites/index.ts';
import type { Check } from '../check.ts';
import { type Configuration, configurations } from '../configurations.ts';
import { operations } from '../contract/contract.ts';
import { labelled, wrap } from '../report/text.ts';
import { UsageError } from '../select.ts';
import type { Given } from './arguments.ts';
import { needsOf } from './list.ts';
import { suggestion } from './nearest.ts';
import { print } from './output.ts';

const WIDTH = 80;

const LEVELS = {
  must: 'must: a server that breaks it is not conformant',
  should: 'should: a server that breaks it gets a warning, and with --strict fails',
  may: 'may: what is found is reported and never judged',
} as const;

const NEEDS = {
  launch: 'a target that the suite starts: --command',
  url: 'any target',
  'url open': 'a target that the suite starts, or --url with --expect open',
} as const;

/** `explain ID`: everything that one check says of itself. Gives the exit code. */
export async function explain({ positionals: [id] }: Given): Promise<number> {
  const ids = checks.map((check) => check.id);
  if (id === undefined) throw new UsageError('explain wants the id of a check; "podflare-conformance list" shows them');
  const check = checks.find((known) => known.id === id);
  if (!check)
    throw new UsageError(
      `there is no check "${id}"${suggestion(id, ids) || '; "podflare-conformance list" shows them'}`,
    );
  await print(explanation(check));
  return 0;
}

/** What a check says of itself, 80 columns wide. */
export function explanation(check: Check): string {
  const protectedOnes = operations.filter(({ exempt }) => !exempt);
  const cases = check.casesOf({ operations, protected: protectedOnes }).map(({ name }) => name);
  const under = check.on === 'launch' ? [] : check.on.map((name) => (configurations[name] as Configuration).title);
  return [
    check.id,
    ...wrap(check.title, WIDTH),
    '',
    ...row('Level', LEVELS[check.level]),
    ...row('Rule', check.rule),
    ...(check.profile === 'core' ? [] : row('Profile', check.profile)),
    ...row('Needs', NEEDS[needsOf(check)]),
    '',
    ...row('Why', check.why),
    '',
    ...row('Fix', check.fix),
    ...section(cases.length > 1 ? 'Cases' : '', cases),
    ...section('Servers', under),
    '',
    'Run only this check:',
    `  podflare-conformance --only ${check.id}`,
    '',
  ].join('\n');
}

function row(name: string, text: string): string[] {
  return labelled(`${name}:`.padEnd(9), text, WIDTH);
}

function section(name: string, items: readonly string[]): string[] {
  if (name === '' || items.length === 0) return [];
  return ['', `${name}:`, ...items.flatMap((item) => labelled('  - ', item, WIDTH))];
}
