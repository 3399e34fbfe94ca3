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

/** The description of a check, from which docs, `list` and `explain` are generated. */
export interface CheckText {
  /** `family/slug`. An id is permanent and never reused. */
  readonly id: string;
  readonly level: Level;
  /** The rule of suites/ledger.yaml that the check tests. */
  readonly rule: string;
  /** What a server must do, in one sentence. */
  readonly title: string;
  /** The risk if it does not. */
  readonly why: string;
  /** What to change in a server that fails. */
  readonly fix: string;
  /** Default `core`. */
  readonly profile?: Profile;
  /**
   * The configurations under which the check runs. A launched target runs all of them. A target given by URL counts as
   * the first one with the mode that `--expect` names. `launch`: the check launches servers itself.
   */
  readonly on: readonly ConfigurationName[] | 'launch';
  /** True when the check looks at the startup or the output of a server, which a URL does not show. */
  readonly needsLaunch?: boolean;
  /**
   * `required`: the check looks at the requests that a gateway forwards, and runs only with `--upstream`. `instead`: with
   * `--upstream` the check uses the forwarded requests instead of a launch.
   */
  readonly recorder?: 'required' | 'instead';
  /** True when the check may delay other cases on the same server. It runs after them, alone. */
  readonly disturbs?: true;
  /** True when a server that does not start under one of the configurations breaks the rule. */
  readonly judgesStart?: boolean;
}

/** A check: its description and its cases. */
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

/** A check that runs once for each protected operation of the contract, or for those that `about` selects. */
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
