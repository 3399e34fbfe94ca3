import type { JournalEntry } from '../../mock/state/journal-entry.ts';
import type { Level } from '../contract/levels.ts';
import type { ExchangeRecord } from '../model/report.ts';
import { judge } from '../run/judge.ts';
import type { FinishedCase } from '../run/settle.ts';
import { BadRequest, type Item } from './check.ts';
import { headersOf } from './sent.ts';

/** Judges one item of a check at this level. */
export function judgeItem(item: Item, level: Level): FinishedCase {
  const about = { name: item.name, configuration: '', retries: 0, durationMs: 0 };
  try {
    item.judge();
    return { ...about, outcome: 'pass', evidence: [] };
  } catch (error) {
    const evidence = error instanceof BadRequest ? [recordOf(error.entry)] : [];
    return { ...about, ...judge(error, level), evidence };
  }
}

/** A request of the journal as text, one character for each byte. The journal keeps only the status of a response. */
function recordOf(entry: JournalEntry): ExchangeRecord {
  const { method, target, status, fault, body } = entry;
  const lines = [`${method} ${target}`, ...headersOf(entry).map(([name, value]) => `${name}: ${value}`)];
  const text = body ? [...lines, '', Buffer.from(body).toString('latin1')] : lines;
  return {
    role: 'probe',
    sent: text.join('\n'),
    ...(status > 0 && { received: `HTTP/1.1 ${status}` }),
    ...(fault !== undefined && { failure: `injected by a fault of the mock: ${fault}` }),
    durationMs: 0,
  };
}
