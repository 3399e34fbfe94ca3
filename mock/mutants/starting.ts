import type { Behavior } from '../core/behavior.ts';
import type { Config, Mode, Settings } from '../core/config.ts';
import type { LogLine } from '../core/log.ts';
import { type Defect, mutant } from './mutant.ts';

/** A mutant that changes the decision whether and how hostd starts. */
export function decides(
  name: string,
  defect: string,
  change: (mode: Mode | 'refused', settings: Settings) => Mode | 'refused',
): Defect {
  return mutant(name, defect, (b) => ({ startup: (settings) => change(b.startup(settings), settings) }));
}

/** A mutant that does not enforce its keys on some addresses. */
export function ignoresKeys(name: string, where: string, isIgnored: (host: string) => boolean): Defect {
  return decides(name, `Configured keys are not enforced on ${where}.`, (mode, { address }) =>
    mode === 'enforced' && isIgnored(address.host) ? 'open' : mode,
  );
}

/** A mutant that changes the log lines at startup. */
export function logs(name: string, defect: string, lines: (config: Config, b: Behavior) => readonly LogLine[]): Defect {
  return mutant(name, defect, (b) => ({ startupLines: (config) => lines(config, b) }));
}
