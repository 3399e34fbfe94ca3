import type { Secrets } from '../src/secrets.ts';
import type { JournalEntry } from './journal.ts';

/** A request as it may be shown: no key is in it. */
export type Shown = Omit<JournalEntry, 'headers' | 'json'>;

/**
 * Takes the keys out of a request. The label of a known one stands in its place, wherever that is; what else an
 * Authorization header carries becomes `<redacted>`, behind its scheme.
 */
export function shown(entry: JournalEntry, secrets: Secrets): Shown {
  const label = (text: string) => secrets.redact(text);
  const rawHeaders = entry.rawHeaders.map((text, i) => {
    const name = i % 2 === 1 ? entry.rawHeaders[i - 1]?.toLowerCase() : undefined;
    return name === 'authorization' || name === 'proxy-authorization' ? credential(text, label) : label(text);
  });
  return { ...entry, target: label(entry.target), rawHeaders, body: entry.body && label(entry.body) };
}

function credential(value: string, label: (text: string) => string): string {
  const [, scheme = '', token = ''] = /^((?:[\w-]+\s+)?)(.*)$/s.exec(value) ?? [];
  if (token === '' || /^(bearer|basic)$/i.test(token)) return value;
  const labelled = label(token);
  return scheme + (labelled === token ? '<redacted>' : labelled);
}
