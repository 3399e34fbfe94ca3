/**
 * Runs every mutant against every check and says where the table of kills differs: `npm run kills`. With `--write` the
 * table is made anew; read the difference before you commit it. With names, only these mutants are run. Each is a server
 * in the process of the suite; with `--as=command` or `--as=url` it is a process, started by the suite or given by URL.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import pLimit from 'p-limit';
import { mutants } from '../mock/mutants/index.ts';
import { FORMS, type Form, observableByUrl, observe, type Row } from '../test/kill/matrix.ts';

const args = process.argv.slice(2);
const names = args.filter((arg) => !arg.startsWith('--'));
const form: Form = FORMS.find((known) => args.includes(`--as=${known}`)) ?? 'in-process';
const wanted = mutants.filter(({ name }) => names.length === 0 || names.includes(name));

if (process.send) await work();
else await lead();

/** What a child does: it runs the mutants that it was named, and tells of each. */
async function work(): Promise<void> {
  const limit = pLimit(3);
  await Promise.all(
    wanted.map((mutant) =>
      limit(async () => {
        const { name } = mutant;
        const row = await observe(name, [], form);
        const { fails, hides } = form === 'url' ? await observableByUrl(name) : mutant;
        process.send?.({ name, row, expected: { fails, hides } } satisfies Told);
      }),
    ),
  );
  process.exit(0);
}

interface Told {
  readonly name: string;
  readonly row: Row;
  readonly expected: Row;
}

async function lead(): Promise<void> {
  const clean = await observe(undefined, [], form);
  if (clean.fails.length + clean.hides.length > 0) {
    console.error('the mock itself does not pass:', clean);
    process.exit(1);
  }
  const rows = new Map<string, Row>();
  let different = 0;
  const tell = ({ name, row, expected }: Told) => {
    rows.set(name, row);
    const before = line(name, expected);
    if (row.fails.length === 0 && expected.fails.length > 0) console.log(`${name}: no check finds it`);
    if (line(name, row) === before) return;
    different += 1;
    console.log(`- ${before}\n+ ${line(name, row)}`);
  };
  const processes = Math.min(availableParallelism(), wanted.length);
  await Promise.all(
    Array.from({ length: processes }, async (_, i) => {
      const part = wanted.filter((_, at) => at % processes === i).map(({ name }) => name);
      const child = fork(fileURLToPath(import.meta.url), [...part, `--as=${form}`]).on('message', (told) =>
        tell(told as Told),
      );
      await once(child, 'exit');
    }),
  );
  const lost = wanted.filter(({ name }) => !rows.has(name));
  for (const { name } of lost) console.log(`${name}: it was not run to its end`);
  console.log(`${wanted.length} mutants, ${different} rows differ`);
  if (args.includes('--write') && form === 'in-process') write(rows);
  process.exit(lost.length > 0 || (different > 0 && !args.includes('--write')) ? 1 : 0);
}

function line(name: string, { fails, hides }: Row): string {
  return `  '${name}': row('${fails.join(' ')}'${hides.length > 0 ? `, '${hides.join(' ')}'` : ''}),`;
}

function write(rows: ReadonlyMap<string, Row>): void {
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
