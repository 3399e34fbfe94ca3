import type { Report } from '../../model.ts';

/** How a run is to be felt about. */
export function tone({ exitCode, verdict, summary }: Report): 'bad' | 'fair' | 'good' {
  if (exitCode !== 0) return 'bad';
  return verdict === 'conformant' && summary.checks.warn === 0 ? 'good' : 'fair';
}
