import type { ExitCode, Fleet, FleetTarget } from '../model/fleet.ts';

/** The verdict on a fleet: that of its worst target. */
export function verdictOf(targets: readonly FleetTarget[]): Pick<Fleet, 'verdict' | 'exitCode'> {
  const exitCode = targets.reduce<ExitCode>((worst, target) => (target.exitCode > worst ? target.exitCode : worst), 0);
  const conformant = targets.every(({ verdict }) => verdict === 'conformant');
  return { verdict: conformant ? 'conformant' : 'not conformant', exitCode };
}
