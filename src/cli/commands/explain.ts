import { UsageError } from '../../base/errors.ts';
import { suggestion } from '../../base/nearest.ts';
import { labelled, wrap } from '../../base/text.ts';
import type { Arguments } from '../arguments.ts';
import { catalogue, type Entry } from '../catalogue.ts';
import type { Command } from '../command.ts';
import { print } from '../output/output.ts';

const WIDTH = 80;

const LEVELS = {
  must: 'must: a server that violates it is not conformant',
  should: 'should: a server that violates it gets a warning, and fails with --strict',
  may: 'may: reported but never judged',
} as const;

/** What a check needs to run. */
export const NEEDS = {
  launch: 'a target that the suite starts: --command or --image',
  url: 'any target',
  'url open': 'a target that the suite starts, or --url with --expect open',
  client: 'a program that uses hostd: podflare-conformance client -- COMMAND',
  mcp: 'an MCP server: podflare-conformance mcp -- COMMAND',
  observed: 'a target that the suite starts: --command or --image; or a gateway: --url with --upstream',
  gateway: 'a gateway: --url with --upstream',
} as const;

/** The start of the command that runs only one check of a program. */
const ONLY: Partial<Readonly<Record<Entry['needs'], string>>> = {
  client: 'podflare-conformance client --only',
  mcp: 'podflare-conformance mcp --only',
};

const LIST = '"podflare-conformance list" shows them';

export const explain: Command = {
  name: 'explain',
  usage: 'ID',
  summary: 'Explain one check: the rule, why it matters, what is sent and how to fix a server.',
  positionals: 1,
  run: explainCheck,
};

async function explainCheck({ positionals: [id] }: Arguments): Promise<number> {
  if (id === undefined) throw new UsageError(`explain needs the id of a check; ${LIST}`);
  const entry = catalogue.find((known) => known.id === id);
  if (!entry) {
    const ids = catalogue.map((known) => known.id);
    throw new UsageError(`there is no check "${id}"${suggestion(id, ids) || `; ${LIST}`}`);
  }
  await print(explanation(entry));
  return 0;
}

function explanation(entry: Entry): string {
  const { id, title, level, rule, says, source, profile, needs, why, fix, cases, servers } = entry;
  return [
    id,
    ...wrap(title, WIDTH),
    '',
    ...row('Level', ONLY[needs] ? LEVELS[level].replace('a server', 'a program') : LEVELS[level]),
    ...row('Rule', `${rule}: ${says}`),
    ...row('Source', source),
    ...(profile === 'core' ? [] : row('Profile', profile)),
    ...row('Needs', NEEDS[needs]),
    '',
    ...row('Why', why),
    '',
    ...row('Fix', fix),
    ...section('Cases', cases),
    ...section('Servers', servers),
    '',
    'Run only this check:',
    `  ${ONLY[needs] ?? 'podflare-conformance --only'} ${id}${ONLY[needs] ? ' -- COMMAND' : ''}`,
    '',
  ].join('\n');
}

function row(name: string, text: string): string[] {
  return labelled(`${name}:`.padEnd(9), text, WIDTH);
}

function section(name: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : ['', `${name}:`, ...items.flatMap((item) => labelled('  - ', item, WIDTH))];
}
