import type { Given } from './arguments.ts';

/** `mock`: serves the reference hostd until it is ended. Gives its exit code. */
export async function mock(given: Given): Promise<number> {
  const { runHostd } = await import('../../mock/process.ts');
  await runHostd(given.text('mutant'));
  return Number(process.exitCode ?? 0);
}
