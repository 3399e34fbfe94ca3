import type { Target } from '../../hosts/host.ts';
import type { CheckOptions } from '../check-options.ts';
import { containerKind } from './container.ts';
import type { Kind } from './kind.ts';
import { processKind } from './process.ts';
import { urlKind } from './url.ts';

/** The kinds of target that options can name. */
export const kinds = [urlKind, processKind, containerKind] as const satisfies readonly Kind[];

export type KindName = (typeof kinds)[number]['kind'];

/** The kinds of target that the options name. Validation rejects more than one. */
export function kindsNamed(options: CheckOptions): readonly Kind[] {
  return kinds.filter(({ option }) => options[option] !== undefined);
}

/** The target that valid options name; the reference mock if they name none. */
export function targetOf(options: CheckOptions): Target {
  const [kind = processKind] = kindsNamed(options);
  return options.target ?? kind.make(options);
}
