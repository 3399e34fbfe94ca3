import type { Target } from '../../hosts/host.ts';
import type { CheckOptions } from '../check-options.ts';

/** A kind of target that options can name. */
export interface Kind {
  /** Its name in reports. */
  readonly kind: string;
  /** The option that names a target of this kind, on the command line and in the library. */
  readonly option: keyof CheckOptions;
  /** True when the suite starts its servers, false when they are running already. */
  readonly started: boolean;
  /** Makes the target that the options name. Throws UsageError when they cannot name one. */
  make(options: CheckOptions): Target;
}
