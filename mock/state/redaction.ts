import type { JournalEntry } from './journal-entry.ts';

/** A journal entry without keys. */
export type Shown = Omit<JournalEntry, 'headers' | 'json'>;

/**
 * Redacts a journal entry. `label` replaces known keys with their labels anywhere in a text; other credentials in an
 * Authorization header become `<redacted>`.
 */
export function shown(entry: JournalEntry, label: (text: string) => string): Shown {
  const rawHeaders = entry.rawHeaders.map((text, i) => {
    const name = i % 2 === 1 ? entry.rawHeaders[i - 1]?.toLowerCase() : undefined;
    return name === 'authorization' || name === 'proxy-authorization' ? credential(text, label) : label(text);
  });
  const parameters = Object.fromEntries(Object.entries(entry.parameters).map(([name, text]) => [name, label(text)]));
  return {
    ...entry,
    ...{ target: label(entry.target), rawHeaders, parameters },
    body: entry.body && label(entry.body),
  };
}

function credential(value: string, label: (text: string) => string): string {
  const [, scheme = '', token = ''] = /^((?:[\w-]+\s+)?)(.*)$/s.exec(value) ?? [];
  if (token === '' || /^(bearer|basic)$/i.test(token)) return value;
  const labelled = label(token);
  return scheme + (labelled === token ? '<redacted>' : labelled);
}
