import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Rule } from '../src/contract/ledger.ts';

/** Reads the ledger. Needs the source tree and a development dependency: for the build and for tests. */
export function readLedger(): readonly Rule[] {
  return parse(readFileSync(new URL('ledger.yaml', import.meta.url), 'utf8')) as Rule[];
}
