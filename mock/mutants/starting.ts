import type { Behavior } from '../core/behavior.ts';
import type { Config, Mode, Settings } from '../core/config.ts';
import type { LogLine } from '../core/log.ts';
import { type Defect, mutant } from './mutant.ts';

/** The reference with another outcome of the startup matrix. */
export function decides(
  name: string,
  defect: string,
  change: (mode: Mode | 'refused', settings: Settings) => Mode | 'refused',
): Defect {
  return mutant(name, defect, (b) => ({ startup: (settings) => change(b.startup(settings), settings) }));
}

/** The reference that does not enforce its keys on some addresses. */
export function ignoresKeys(name: string, where: string, isIt: (host: string) => boolean): Defect {
  return decides(name, `Configured keys are not asked for on ${where}.`, (mode, { address }) =>
    mode === 'enforced' && isIt(address.host) ? 'open' : mode,
  );
}

/** The reference with other lines at startup. */
export function logs(name: string, defect: string, lines: (config: Config, b: Behavior) => readonly LogLine[]): Defect {
  return mutant(name, defect, (b) => ({ startupLines: (config) => lines(config, b) }));
}
