import { wrap } from '../../base/text.ts';
import type { Arguments } from '../arguments.ts';
import { catalogue, type Entry } from '../catalogue.ts';
import type { Command } from '../command.ts';
import { print } from '../output/output.ts';

const WIDTH = 80;

export const list: Command = {
  name: 'list',
  usage: '[--json] [--profile NAME]',
  summary: 'List every check: id, level, rule and what it needs.',
  run: listChecks,
};

async function listChecks(given: Arguments): Promise<number> {
  const names = given.list('profile');
  const all = names.length === 0 || names.includes('all');
  const wanted = catalogue.filter(({ profile }) => all || names.includes(profile));
  await print(given.has('json') ? asJson(wanted) : asText(wanted));
  return 0;
}

function asJson(wanted: readonly Entry[]): string {
  const rows = wanted.map(({ id, level, profile, rule, source, needs, title }) => ({
    id,
    level,
    profile,
    rule,
    source,
    needs,
    title,
  }));
  return `${JSON.stringify(rows, null, 2)}\n`;
}

function asText(wanted: readonly Entry[]): string {
  const count = (level: string) => wanted.filter((entry) => entry.level === level).length;
  return [
    ...wanted.flatMap(({ id, level, needs, rule, title }) => [
      `${id}  ${level}, ${needs}, ${rule}`,
      ...wrap(title, WIDTH - 4).map((line) => `    ${line}`),
    ]),
    '',
    `${wanted.length} checks: ${count('must')} must, ${count('should')} should, ${count('may')} may.`,
    '',
  ].join('\n');
}
