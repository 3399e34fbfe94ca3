import { LIMITS, LimitExceeded, type Limits } from './limits.ts';
import { isTurnOver } from './turns.ts';

type Stored = string | number | bigint;

/** Bits of a machine word. Integers that fit are not measured. */
const WORD = 64;

/** Counts the resources of a run. Methods throw LimitExceeded before memory beyond a limit is allocated. */
export class Budget {
  readonly limits: Limits;
  #steps = 0;
  #statement = 0;
  #unpaid = 0;
  #stored = 0;
  #entries = 0;

  /** `maps` hold the files and variables of the sandbox at the start of the run. */
  constructor(maps: readonly ReadonlyMap<string, Stored>[], limits: Limits = LIMITS) {
    this.limits = limits;
    for (const map of maps) {
      this.#entries += map.size;
      for (const [name, value] of map) this.#stored += name.length + sizeOf(value);
    }
  }

  /** Charges steps to the run and to the current statement. */
  charge(steps: number): void {
    this.#steps += steps;
    this.#statement += steps;
    this.#unpaid += steps;
    const { limits } = this;
    if (this.#statement > limits.statement) throw new LimitExceeded('steps', limits.statement, 'for one statement');
    if (this.#steps > limits.steps) throw new LimitExceeded('steps', limits.steps, 'for a run');
  }

  /** Begins a statement, or resumes one after a pause. */
  begin(): void {
    this.#statement = 0;
    this.charge(1);
  }

  /** Whether the run must pause now. */
  isTurnOver(): boolean {
    const steps = this.#unpaid;
    this.#unpaid = 0;
    return isTurnOver(steps);
  }

  code(length: number): void {
    if (length > this.limits.code) throw new LimitExceeded('size', this.limits.code, 'characters of code');
    this.charge(length >> 4);
  }

  /** Charges a string of this many characters. */
  string(length: number): void {
    if (length > this.limits.string) throw new LimitExceeded('size', this.limits.string, 'characters in a string');
    this.charge(1);
  }

  /** Charges an operation on two integers and its result. */
  integers(operator: string, a: bigint, b: bigint): void {
    this.charge(1);
    if (isWord(a) && isWord(b)) return;
    const [one, other] = [bitsOf(a), bitsOf(b)];
    const bits = operator === '*' ? one + other : Math.max(one, other);
    if (bits > this.limits.integer) throw new LimitExceeded('size', this.limits.integer, 'bits in an integer');
    this.charge(operator === '+' || operator === '-' ? bits >> 6 : Math.ceil((one * other) / 131_072));
  }

  path(path: string): string {
    if (path.length > this.limits.path) throw new LimitExceeded('size', this.limits.path, 'characters in a path');
    return path;
  }

  /** Stores a file or a variable. */
  set<Value extends Stored>(map: Map<string, Value>, name: string, value: Value): void {
    const before = map.get(name);
    const grows = sizeOf(value) - (before === undefined ? -name.length : sizeOf(before));
    this.#stored += grows;
    if (before === undefined) this.#entries += 1;
    const { stored, entries } = this.limits;
    if (grows > 0 && this.#stored > stored)
      throw new LimitExceeded('size', stored, 'characters in files and variables');
    if (before === undefined && this.#entries > entries)
      throw new LimitExceeded('size', entries, 'files and variables in a sandbox');
    map.set(name, value);
  }

  delete(map: Map<string, string>, name: string): boolean {
    const before = map.get(name);
    if (before === undefined) return false;
    this.#stored -= name.length + before.length;
    this.#entries -= 1;
    return map.delete(name);
  }
}

function isWord(value: bigint): boolean {
  return BigInt.asIntN(WORD, value) === value;
}

function bitsOf(value: bigint): number {
  return isWord(value) ? WORD : value.toString(16).length * 4;
}

/** The size of a value: characters of a string, bytes of a number. */
function sizeOf(value: Stored): number {
  if (typeof value === 'string') return value.length;
  return typeof value === 'number' || isWord(value) ? 8 : LIMITS.integer / 8;
}
