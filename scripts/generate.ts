/** Writes the generated files: `npm run generate`. With `--check`, only lists those that are out of date. */
import { readFileSync, writeFileSync } from 'node:fs';
import { faultFiles } from './generate/faults.ts';
import { root } from './generate/sources.ts';
import { suiteFiles } from './generate/suites.ts';

const check = process.argv.includes('--check');
let drifted = 0;

// The modules below import the checks and the faults by these indexes, so they come first.
put({ ...suiteFiles(), ...faultFiles() });
const { contractFiles } = await import('./generate/contract.ts');
const { docsFiles } = await import('./generate/docs.ts');
const { inspectorFiles } = await import('./generate/inspector.ts');
const { mockFiles } = await import('./generate/mock.ts');
const { optionFiles, readmeFiles, schemaFiles } = await import('./generate/options.ts');
const { reportFiles } = await import('./generate/report.ts');
const { rendererFiles, reporterFiles } = await import('./generate/reporters.ts');
const { ruleFiles, ruleProblems } = await import('./generate/rules.ts');

// The validators of reports are compiled from this schema, so it comes before them.
put(schemaFiles());
for (const problem of ruleProblems()) {
  drifted += 1;
  console.error(problem);
}
put({
  ...(await contractFiles()),
  ...(await reportFiles()),
  ...(await inspectorFiles()),
  ...ruleFiles(),
  ...docsFiles(),
  ...mockFiles(),
  ...reporterFiles(),
  ...rendererFiles(),
  ...optionFiles(),
});
put(readmeFiles());
process.exitCode = drifted > 0 ? 1 : 0;

function put(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    const file = new URL(path, root);
    if (!check) writeFileSync(file, text);
    else if (readOr(file) !== text) {
      drifted += 1;
      console.error(`${path} does not match what it is made from: run "npm run generate"`);
    }
  }
}

function readOr(file: URL): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
