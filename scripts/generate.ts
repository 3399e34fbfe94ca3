/** Writes what is generated: `npm run generate`. With `--check` it only says what has drifted. */
import { readFileSync, writeFileSync } from 'node:fs';
import { contractFiles } from './generate/contract.ts';
import { docsFiles } from './generate/docs.ts';
import { inspectorFiles } from './generate/inspector.ts';
import { reportFiles } from './generate/report.ts';
import { reporterFiles } from './generate/reporters.ts';
import { ruleFiles, ruleProblems } from './generate/rules.ts';
import { root } from './generate/sources.ts';

const check = process.argv.includes('--check');
let drifted = 0;
for (const problem of ruleProblems()) {
  drifted += 1;
  console.error(problem);
}
const files = {
  ...(await contractFiles()),
  ...(await reportFiles()),
  ...(await inspectorFiles()),
  ...ruleFiles(),
  ...docsFiles(),
  ...reporterFiles(),
};
for (const [path, text] of Object.entries(files)) {
  const file = new URL(path, root);
  if (!check) writeFileSync(file, text);
  else if (readOr(file) !== text) {
    drifted += 1;
    console.error(`${path} does not match what it is made from: run "npm run generate"`);
  }
}
process.exitCode = drifted > 0 ? 1 : 0;

function readOr(file: URL): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
