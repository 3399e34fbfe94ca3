import { bypassMutants } from './bypass.ts';
import { createMutants } from './create.ts';
import { credentialMutants } from './credentials.ts';
import { devModeMutants } from './dev-mode.ts';
import { disabledMutants } from './disabled.ts';
import { execMutants } from './exec.ts';
import { headerMutants } from './headers.ts';
import { healthzMutants } from './healthz.ts';
import { httpMutants } from './http.ts';
import { keyMutants } from './keys.ts';
import { kills } from './kills.ts';
import { destroyMutants, forkMutants, mergeMutants } from './lifecycle.ts';
import type { Defect, Mutant } from './mutant.ts';
import { orderMutants } from './order.ts';
import { startupMutants } from './startup.ts';
import { trustMutants } from './trust.ts';
import { unauthorizedMutants } from './unauthorized.ts';

export type { Defect, Mutant } from './mutant.ts';

const defects: readonly Defect[] = [
  ...healthzMutants,
  ...unauthorizedMutants,
  ...orderMutants,
  ...keyMutants,
  ...credentialMutants,
  ...bypassMutants,
  ...trustMutants,
  ...devModeMutants,
  ...disabledMutants,
  ...startupMutants,
  ...headerMutants,
  ...createMutants,
  ...execMutants,
  ...forkMutants,
  ...mergeMutants,
  ...destroyMutants,
  ...httpMutants,
];

/** All mutants, grouped by family. */
export const mutants: readonly Mutant[] = defects.map((defect) => ({
  ...defect,
  ...(kills[defect.name] ?? { fails: [], hides: [] }),
}));

/** The mutant with this name; undefined when the name is unknown. */
export function findMutant(name: string): Mutant | undefined {
  return mutants.find((mutant) => mutant.name === name);
}
