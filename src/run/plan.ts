import type { Random } from '../base/random.ts';
import type { Secrets } from '../base/secrets.ts';
import type { Check } from '../checks/check.ts';
import type { Contract } from '../contract/contract.ts';
import type { Profile } from '../contract/levels.ts';
import type { Target } from '../hosts/host.ts';
import type { Limits } from './limits.ts';
import type { Finding } from './preflight/preflight.ts';

/** Everything that a run needs, with defaults filled in. */
export interface RunPlan {
  readonly target: Target;
  readonly checks: readonly Check[];
  readonly contract: Contract;
  readonly profiles: readonly Profile[];
  readonly secrets: Secrets;
  readonly random: Random;
  /** Valid keys of a target with a URL. */
  readonly keys: readonly string[];
  /** Whether a target with a URL must ask for keys. */
  readonly expect: 'enforced' | 'open';
  readonly strict: boolean;
  readonly limits: Limits;
  /** What the preflight found. It decides the run, and no check runs. */
  readonly finding?: Finding | undefined;
  /** Ends the run. `run` rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
  /** Receives lines about delays of the run. */
  readonly onNotice?: ((line: string) => void) | undefined;
  /** Renders the command that runs the check with this id again. */
  readonly rerun: (check: string) => string;
}

export interface Progress {
  readonly done: number;
  readonly total: number;
  /** Cases so far that make the run not conformant. */
  readonly failed: number;
}
