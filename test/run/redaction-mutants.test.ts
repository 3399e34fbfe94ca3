import { test } from 'vitest';
import { expectNoKey } from './key-pieces.ts';

/** Defects that make many checks fail, or send keys back in responses and logs. */
const MUTANTS = ['no-gate', 'any-key-accepted', 'refusal-echoes-key', 'keys-logged-with-requests'];

test.each(MUTANTS)(
  'no reporter shows a key, or a piece of one, of a server with %s',
  { timeout: 120_000 },
  expectNoKey,
);
