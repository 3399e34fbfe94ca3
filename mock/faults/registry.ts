import type { FaultKind } from './kind.ts';
import * as kinds from './kinds/index.ts';

export type Kinds = typeof kinds;

/** The kinds by name. The options of a call to `read` or `respond` belong to the same kind. */
export const faultKinds: Readonly<Record<keyof Kinds, FaultKind<object>>> = kinds;
