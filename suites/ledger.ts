import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Level } from '../src/model.ts';

/** One rule: a row of ledger.yaml. It has either checks or the reason why none can test it. */
export interface Rule {
  readonly rule: string;
  readonly level: Level;
  readonly source: string;
  readonly says: string;
  readonly checks?: readonly string[];
  readonly untested?: string;
}

/** Reads the ledger. Needs the source tree and a development dependency: for the build and for tests. */
export function readLedger(): readonly Rule[] {
  return parse(readFileSync(new URL('ledger.yaml', import.meta.url), 'utf8')) as Rule[];
}
