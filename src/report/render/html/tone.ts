import { type Report, toneOf } from '../../../model/report.ts';

/** The colour of a run's verdict. */
export function tone({ exitCode, verdict, checks }: Report): 'bad' | 'fair' | 'good' {
  if (exitCode !== 0) return 'bad';
  return verdict === 'conformant' && checks.every((check) => toneOf(check) !== 'yellow') ? 'good' : 'fair';
}
