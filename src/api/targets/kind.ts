import type { Target } from '../../hosts/host.ts';
import type { CheckOptions } from '../check-options.ts';

/** A kind of target that options can name. */
export interface Kind {
  /** Its name in reports. */
  readonly kind: string;
  /** The option that names a target of this kind, on the command line and in the library. */
  readonly option: keyof CheckOptions;
  /** True if the suite starts the servers, false if they are already running. */
  readonly started: boolean;
  /** Makes the target that the options name. Throws UsageError if they do not name a valid one. */
  make(options: CheckOptions): Target;
}
