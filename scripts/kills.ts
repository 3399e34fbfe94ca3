/**
 * Runs every mutant against every check and says where the table of kills differs: `npm run kills`. With `--write` the
 * table is made anew; read the difference before you commit it. With names, only these mutants are run.
 */
import { writeFileSync } from 'node:fs';
import pLimit from 'p-limit';
import { mutants } from '../mock/mutants/index.ts';
import { observe, type Row } from '../test/kill/matrix.ts';

const args = process.argv.slice(2);
const names = args.filter((arg) => !arg.startsWith('--'));
const wanted = mutants.filter(({ name }) => names.length === 0 || names.includes(name));
const limit = pLimit(3);
const rows = new Map<string, Row>();
let different = 0;

const clean = await observe(undefined);
if (clean.fails.length + clean.hides.length > 0) {
  console.error('the mock itself does not pass:', clean);
  process.exit(1);
}
await Promise.all(
  wanted.map(({ name, fails, hides }) =>
    limit(async () => {
      const row = await observe(name);
      rows.set(name, row);
      const before = line(name, { fails, hides });
      if (row.fails.length === 0) console.log(`${name}: no check finds it`);
      if (line(name, row) !== before) {
        different += 1;
        console.log(`- ${before}\n+ ${line(name, row)}`);
      }
    }),
  ),
);
console.log(`${wanted.length} mutants, ${different} rows differ`);
if (args.includes('--write')) write();
process.exit(different > 0 && !args.includes('--write') ? 1 : 0);

function line(name: string, { fails, hides }: Row): string {
  return `  '${name}': row('${fails.join(' ')}'${hides.length > 0 ? `, '${hides.join(' ')}'` : ''}),`;
}

function write(): void {
  const lines = mutants.map((mutant) => line(mutant.name, rows.get(mutant.name) ?? mutant));
  const text = `/** What the suite must say of a mutant, and of nothing else. */
export interface Kills {
  /** Ids of the checks that must not pass. */
  readonly fails: readonly string[];
  /** Ids of the checks that the defect makes untestable, because their control does not behave either. */
  readonly hides: readonly string[];
}

const ids = (text: string) => text.split(' ').filter((id) => id !== '');
const row = (fails: string, hides = ''): Kills => ({ fails: ids(fails), hides: ids(hides) });

// biome-ignore format: one mutant, one line
/** For each mutant, by name. Made by \`npm run kills -- --write\`. */
export const kills: Readonly<Record<string, Kills>> = {
${lines.join('\n')}
};
`;
  writeFileSync(new URL('../mock/mutants/kills.ts', import.meta.url), text);
}
