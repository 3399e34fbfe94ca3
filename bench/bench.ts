/**
 * Measures the performance of the package: `npm run bench`, or `npm run bench -- url mock` for some sections. All
 * traffic is on loopback. The exit code is 1 if a budget is exceeded.
 */
import { command } from './command.ts';
import { endurance } from './endurance.ts';
import { fleet } from './fleet.ts';
import { interrupt } from './interrupt.ts';
import { load } from './load.ts';
import type { Figure, Section } from './measure.ts';
import { memory } from './memory.ts';
import { mock } from './mock.ts';
import { url } from './url.ts';

const sections: Readonly<Record<string, Section>> = {
  ...{ url, command, mock, endurance, load, fleet, interrupt, memory },
};

const names = process.argv.slice(2);
const unknown = names.filter((name) => !(name in sections));
if (unknown.length > 0) {
  console.error(`no section ${unknown.join(', ')}; there are ${Object.keys(sections).join(', ')}`);
  process.exit(2);
}

let broken = 0;
for (const [name, section] of Object.entries(sections)) {
  if (names.length > 0 && !names.includes(name)) continue;
  console.log(name);
  for await (const figure of section()) {
    console.log(line(figure));
    if (figure.holds === false) broken += 1;
  }
}
console.log(broken === 0 ? 'every budget is met' : `${broken} budgets are exceeded`);
process.exitCode = broken === 0 ? 0 : 1;

function line({ what, value, budget, holds }: Figure): string {
  const verdict = budget === undefined ? '' : `; ${budget}: ${holds ? 'met' : 'EXCEEDED'}`;
  return `  ${what}: ${value}${verdict}`;
}
