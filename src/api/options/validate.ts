import { UsageError } from '../../base/errors.ts';
import type { CheckOptions } from '../check-options.ts';
import { kinds, kindsNamed } from '../targets/kinds.ts';
import { urlKind } from '../targets/url.ts';
import { type Caller, library } from './caller.ts';
import { keyProblem } from './key-problem.ts';
import type { Applies, CommandName, Option } from './option.ts';
import { optionsOf } from './table.ts';
import { problemOf } from './value.ts';

/**
 * Validates the options of a run.
 * @param given the options that the caller passed; default: those with a value
 * @throws UsageError when a value is out of range, or the options do not fit together
 */
export function validate(options: CheckOptions, caller: Caller = library, given = withValues('run', options)): void {
  validateValues('run', options, caller);
  const { url, target, keys = [], expect, upstream } = options;
  const name = (option: string) => caller.nameOf(optionNamed(option));
  const named = kindsNamed(options);
  if (named.length + (target ? 1 : 0) > 1)
    throw new UsageError(`give only one target: ${kinds.map(({ option }) => name(option)).join(', ')}`);
  const running = target ? !target.launchable : named[0]?.started === false;
  const kind = target ? undefined : (named[0]?.kind ?? 'process');
  for (const option of given)
    if (!applies(option, running, kind))
      throw new UsageError(`${caller.nameOf(option)} is for ${targetsText(option.targets ?? [], name)}`);
  if (url !== undefined) urlKind.make({ url });
  if (upstream !== undefined && expect === 'open')
    throw new UsageError(`${name('upstream')} serves a hostd that enforces keys: remove ${name('expect')} open`);
  if (running && expect !== 'open' && keys.length === 0 && upstream === undefined)
    throw new UsageError(missingKey(caller));
  for (const [i, key] of keys.entries()) {
    const problem = keyProblem(key);
    if (problem !== undefined) throw new UsageError(`key ${i + 1} ${problem}`);
  }
  const known: readonly string[] = [...kinds.map((each) => each.kind), 'in-process'];
  if (target && !known.includes(target.kind)) throw new UsageError(`target.kind must be one of ${known.join(', ')}`);
}

/** Throws UsageError when the value of an option is out of range. */
export function validateValues(command: CommandName, options: object, caller: Caller = library): void {
  const values: Readonly<Record<string, unknown>> = { ...options };
  for (const option of optionsOf(command)) {
    const value = option.property === undefined ? undefined : values[option.property];
    const problem = value === undefined ? undefined : problemOf(option, value);
    if (problem !== undefined) throw new UsageError(`${caller.nameOf(option)} ${problem}`);
  }
}

/** The options that have a value. An empty list counts as no value. */
function withValues(command: CommandName, options: object): readonly Option[] {
  const values: Readonly<Record<string, unknown>> = { ...options };
  return optionsOf(command).filter(({ property }) => {
    const value = property === undefined ? undefined : values[property];
    return value !== undefined && !(Array.isArray(value) && value.length === 0);
  });
}

function optionNamed(name: string): Pick<Option, 'name' | 'property'> {
  return optionsOf('run').find((option) => option.name === name) ?? { name };
}

function applies({ targets }: Option, running: boolean, kind: string | undefined): boolean {
  const all: readonly string[] | undefined = targets;
  return (
    all === undefined || all.includes(running ? 'running' : 'started') || (kind !== undefined && all.includes(kind))
  );
}

function targetsText(targets: readonly Applies[], name: (option: string) => string): string {
  const options = (wanted: (kind: (typeof kinds)[number]) => boolean) =>
    kinds
      .filter(wanted)
      .map(({ option }) => name(option))
      .join(', ');
  if (targets.includes('running')) return `targets that are already running: ${options(({ started }) => !started)}`;
  if (targets.includes('started')) return `targets that the suite starts: ${options(({ started }) => started)}`;
  return `targets given by ${options(({ kind }) => targets.includes(kind))}`;
}

function missingKey(caller: Caller): string {
  return caller === library
    ? "a target that is already running needs a valid key: set keys, or expect to 'open' if it asks for none"
    : 'a target that is already running needs a valid key: set --key-file, --key or PODFLARE_API_KEY, or --expect open if it asks for none';
}
