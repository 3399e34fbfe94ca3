import type { Contract, Operation } from '../contract/contract.ts';
import type { Level, Profile } from '../contract/levels.ts';
import type { ConfigurationName } from './configurations.ts';
import type { Trial } from './trial.ts';

/** One case of a check, ready to run. */
export interface Case {
  /** Empty when the check has a single case. */
  readonly name: string;
  run(trial: Trial): Promise<void>;
}

/** What all checks say of themselves; docs, `list` and `explain` are made from it. */
export interface CheckText {
  /** `family/slug`; never changed and never given to another check. */
  readonly id: string;
  readonly level: Level;
  /** Row of suites/ledger.yaml. */
  readonly rule: string;
  /** What a correct server does, in one sentence. */
  readonly title: string;
  /** What goes wrong in the world when it does not. */
  readonly why: string;
  /** Where to look in a server that fails. */
  readonly fix: string;
  /** Default `core`. */
  readonly profile?: Profile;
  /**
   * The configurations under which it is run, all of them for a launched target. A target given by URL counts as
   * the first of them that has the mode which `--expect` names. `launch`: the check starts servers itself.
   */
  readonly on: readonly ConfigurationName[] | 'launch';
  /** True when it looks at the start of a server or its output, which a URL does not show. */
  readonly needsLaunch?: boolean;
  /**
   * `required`: it looks at what arrives behind a gateway, and is part of a run with `--upstream` only. `instead`: what
   * it needs a launch for can be seen there as well.
   */
  readonly recorder?: 'required' | 'instead';
  /** True when it may hold up other cases on the same server. It runs when they are done, with no other case beside it. */
  readonly disturbs?: true;
  /** True when a server that does not come up under one of the configurations breaks the rule. */
  readonly judgesStart?: boolean;
}

/** A check: what it says of itself, and the cases that it runs. */
export interface Check extends CheckText {
  readonly family: string;
  readonly profile: Profile;
  casesOf(contract: Contract): readonly Case[];
}

/** A check with a single case. */
export function check(definition: CheckText & { run(trial: Trial): Promise<void> }): Check {
  return make(definition, () => [{ name: '', run: (trial) => definition.run(trial) }]);
}

/** A check that runs once for each item. */
export function checkEach<T extends { readonly name: string }>(
  items: readonly T[],
  definition: CheckText & { run(trial: Trial, item: T): Promise<void> },
): Check {
  return make(definition, () =>
    items.map((item) => ({ name: item.name, run: (trial) => definition.run(trial, item) })),
  );
}

/** A check that runs once for each operation of the contract that needs a key, or for those that it is about. */
export function checkOperations(
  definition: CheckText & {
    /** Default: all of them. */
    about?(operation: Operation): boolean;
    run(trial: Trial, operation: Operation): Promise<void>;
  },
): Check {
  const { about = () => true } = definition;
  return make(definition, (contract) =>
    contract.protected.filter(about).map((operation) => ({
      name: `${operation.method} ${operation.path}`,
      run: (trial) => definition.run(trial, operation),
    })),
  );
}

function make(text: CheckText, casesOf: Check['casesOf']): Check {
  return { ...text, family: text.id.split('/')[0] ?? '', profile: text.profile ?? 'core', casesOf };
}
