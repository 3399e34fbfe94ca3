import type { JournalEntry } from '../../mock/state/journal-entry.ts';
import type { Secrets } from '../base/secrets.ts';
import { valuesOf } from './sent.ts';

/** Makes tokens secret that a program sends besides the key that it was given: it may have a real one. */
export function hideOtherTokens(entry: JournalEntry, secrets: Secrets): void {
  for (const value of [...valuesOf(entry, 'authorization'), ...valuesOf(entry, 'x-api-key')])
    secrets.add(value.replace(/^\S+\s+/, ''), '<another token>');
}
