import { knownOperations } from '../../src/contract/contract.ts';
import type { Field } from '../input/field.ts';
import { readCount, readDelay } from '../input/numbers.ts';
import { DELAY_SCHEMA, type FaultKind } from './kind.ts';
import { faultKinds, type Kinds } from './registry.ts';

type OptionsOf<Kind> = Kind extends FaultKind<infer Options> ? Options : never;

/** The calls that a fault hits. Calls that the gate refuses do not count. */
export interface FaultScope {
  /** The operationId of the contract, or several; default: every operation. */
  readonly operation?: string | readonly string[] | undefined;
  /** The number of calls of these operations to let through first; default 0. */
  readonly after?: number | undefined;
  /** The number of calls to hit then; default 1. */
  readonly times?: number | 'always' | undefined;
  /** Milliseconds to wait before the fault takes effect, at most an hour; default 0. */
  readonly delayMs?: number | undefined;
}

/** The effect of a fault: `does` names its kind. */
export type FaultEffect = {
  [Does in keyof Kinds]: { readonly does: Does } & OptionsOf<Kinds[Does]>;
}[keyof Kinds];

/** A failure that a test injects: it hits the same calls each time. */
export type Fault = FaultScope & FaultEffect;

const NAMES = Object.keys(faultKinds) as (keyof Kinds)[];
const OPERATIONS = knownOperations.map(({ id }) => id);
const COMMON = ['operation', 'after', 'times', 'does', 'delayMs'] as const;
const OPTIONS = Object.values(faultKinds).flatMap(({ schema }) => Object.keys(schema));
const MEMBERS = [...new Set<string>([...COMMON, ...OPTIONS])];

type Fields = Readonly<Record<string, Field> & Record<(typeof COMMON)[number], Field>>;

/**
 * Reads a fault from JSON.
 * @throws BadInput when a member is unknown, invalid, or does not belong to the kind
 */
export function readFault(field: Field): Fault {
  const fields = field.members(...MEMBERS) as Fields;
  const { operation, after, times, delayMs } = fields;
  const does = fields.does.choice(NAMES);
  const kind = faultKinds[does];
  const allowed = new Set<string>([...COMMON, ...Object.keys(kind.schema)]);
  for (const [name, member] of Object.entries(fields))
    if (member.value !== undefined && !allowed.has(name)) member.fail(`not allowed for "${does}"`);
  const scope: FaultScope = {
    operation: operation.maybe((value) =>
      Array.isArray(value.value) ? value.list((item) => item.choice(OPERATIONS)) : value.choice(OPERATIONS),
    ),
    after: after.maybe((value) => readCount(value)),
    times: times.maybe((value) => (value.value === 'always' ? 'always' : readCount(value, 1))),
    delayMs: delayMs.maybe(readDelay),
  };
  return { ...scope, does, ...kind.read(fields) } as Fault;
}

/** The JSON schema of a fault. `operationId` is the schema of the name of an operation. */
export function faultSchema(operationId: object): object {
  const count = { type: 'integer', minimum: 0 };
  return {
    type: 'object',
    properties: {
      does: { enum: NAMES },
      operation: { oneOf: [operationId, { type: 'array', items: operationId }] },
      after: { ...count, default: 0, description: 'Calls to let through first.' },
      times: { oneOf: [{ ...count, minimum: 1 }, { const: 'always' }], default: 1 },
      delayMs: DELAY_SCHEMA,
      ...Object.fromEntries(MEMBERS.flatMap(optionSchema)),
    },
    required: ['does'],
  };
}

/** The schema of an option, which names the kinds that have it; empty for a member that all faults have. */
function optionSchema(option: string): [string, object][] {
  const owners = NAMES.filter((name) => option in faultKinds[name].schema);
  const [schema] = owners.map((name) => Reflect.get(faultKinds[name].schema, option) as { description?: string });
  if (!schema || COMMON.some((name) => name === option)) return [];
  const kinds = `For ${owners.map((name) => `\`${name}\``).join(', ')}.`;
  return [[option, { ...schema, description: [kinds, schema.description].filter(Boolean).join(' ') }]];
}
