import { parseArgs } from 'node:util';
import { runHostd } from './adapters/process.ts';

const HELP = `Serve the reference mock of hostd, configured by PODFLARE_HOSTD_ADDR, PODFLARE_API_KEYS,
PODFLARE_AUTH_DISABLED and PODFLARE_LOG_FORMAT.

Options:
  --mutant NAME  Serve the mock with this defect.
  --help         Show this help.

podflare-conformance mock has more options.
`;

try {
  const options = { help: { type: 'boolean', short: 'h' }, mutant: { type: 'string' } } as const;
  const { help, mutant } = parseArgs({ options }).values;
  if (help) process.stdout.write(HELP);
  else if (mutant !== undefined) await runMutant(mutant);
  else await runHostd();
} catch (error) {
  if (!isUsageError(error)) throw error;
  refuse(`${error.message}; see --help`);
}

async function runMutant(name: string): Promise<void> {
  const { findMutant } = await import('./mutants.ts');
  const mutant = findMutant(name);
  if (mutant) await runHostd({ mutant });
  else refuse(`unknown mutant "${name}"`);
}

function isUsageError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS_');
}

function refuse(problem: string): void {
  console.error(`podflare-hostd: ${problem}`);
  process.exitCode = 2;
}
