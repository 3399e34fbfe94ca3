import { faultKinds } from '../../mock/faults/registry.ts';
import { read } from './sources.ts';

const PAGE = 'docs/mock.md';
const TABLE =
  /(?<=<!-- faults: "npm run generate" writes this table from mock\/faults\/kinds -->\n).*(?=<!-- end of faults -->)/s;

/** docs/mock.md with its table of the kinds of fault. */
export function mockFiles(): Record<string, string> {
  const page = read(PAGE);
  if (!TABLE.test(page)) throw new Error(`${PAGE} has no place for the table of faults`);
  const rows = Object.entries(faultKinds).map(([name, { doc }]) => `| \`${name}\` | ${doc} |\n`);
  return { [PAGE]: page.replace(TABLE, () => `\n| \`does\` | effect |\n| --- | --- |\n${rows.join('')}\n`) };
}
