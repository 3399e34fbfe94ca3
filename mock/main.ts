import { runHostd } from './adapters/process.ts';

const [option, name] = process.argv.slice(2);
if (option === '--mutant') {
  const { findMutant } = await import('./mutants.ts');
  const mutant = findMutant(name ?? '');
  if (mutant) await runHostd({ mutant });
  else {
    console.error(`podflare-hostd: unknown mutant "${name ?? ''}"`);
    process.exitCode = 2;
  }
} else await runHostd();
