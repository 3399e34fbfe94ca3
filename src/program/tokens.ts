import type { JournalEntry } from '../../mock/state/journal-entry.ts';
import type { Secrets } from '../base/secrets.ts';
import { valuesOf } from './sent.ts';

/** Registers tokens other than the given key as secrets, because a program may send a real one. */
export function hideOtherTokens(entry: JournalEntry, secrets: Secrets): void {
  for (const value of [...valuesOf(entry, 'authorization'), ...valuesOf(entry, 'x-api-key')])
    secrets.add(value.replace(/^\S+\s+/, ''), '<another token>');
}
