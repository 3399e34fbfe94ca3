import type { Secrets } from '../base/secrets.ts';
import type { Target } from '../hosts/host.ts';
import type { Progress } from '../run/plan.ts';
import type { RunProperties } from './options/properties.ts';

/** What to check and how. At most one of `url`, `command`, `image` and `target`; with none, the reference mock is checked. */
export interface CheckOptions extends RunProperties {
  /** A target of your own. */
  readonly target?: Target | undefined;
  /** Ends the run: started servers are stopped, and the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Called after each case. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Called with a line about anything the run leaves behind, such as a process that it could not end. */
  readonly onNotice?: ((line: string) => void) | undefined;
  /** @internal Collects the values that no output may show. Default: a new collection. */
  readonly secrets?: Secrets | undefined;
}
