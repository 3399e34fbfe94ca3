import { UsageError } from '../base/errors.ts';
import { type Contract, operations } from './contract.ts';
import type { SpecCoverage } from './coverage.ts';

/** The operations that a run covers, and how many of them come from the `--spec` document. */
export interface Covered {
  readonly contract: Contract;
  readonly spec?: SpecCoverage;
}

/** The operations for these options. Throws UsageError in the cases of `withSpec`. */
export async function coveredBy(options: {
  readonly spec?: string | undefined;
  readonly specAllowRemote?: boolean | undefined;
}): Promise<Covered> {
  if (options.spec === undefined) {
    if (options.specAllowRemote)
      throw new UsageError('--spec-allow-remote is about the references of a document: give --spec');
    return { contract: contractOf(operations) };
  }
  const { withSpec } = await import('./spec/spec.ts');
  const found = await withSpec(operations, options.spec, options.specAllowRemote);
  return { contract: contractOf(found.operations), spec: found.coverage };
}

function contractOf(all: Contract['operations']): Contract {
  return { operations: all, protected: all.filter(({ exempt }) => !exempt) };
}
