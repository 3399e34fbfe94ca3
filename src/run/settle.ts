import type { Secrets } from '../base/secrets.ts';
import type { Exchange } from '../http/client.ts';
import type { CaseResult, ExchangeRecord } from '../model/report.ts';
import { clip, detached, more, printable } from './clip.ts';
import type { Judgement } from './judge.ts';
import { repeat } from './repeat.ts';

/** A case that has run. Nothing in it is redacted or clipped. */
export interface FinishedCase extends Judgement, Pick<CaseResult, 'name' | 'configuration' | 'retries' | 'durationMs'> {
  readonly evidence: readonly ExchangeRecord[];
  /** What the curl command of the case repeats. Absent where there is nothing to repeat. */
  readonly repeat?: { readonly exchanges: readonly Exchange[]; readonly origin: string } | undefined;
}

/** Characters that a report keeps of a sentence, such as `expected`. */
const SENTENCE = 2_000;

/** The limit of a text that is never clipped. */
export const WHOLE = Number.POSITIVE_INFINITY;

/** Exchanges of a case that a report keeps: the last ones. */
const EXCHANGES = 12;

/** Characters that a report keeps of each message of the judged exchange, which is the last one. */
const JUDGED = 4_096;

/** Characters that a report keeps of each message of the exchanges before that. */
const EARLIER = 1_024;

/**
 * Seals a case for the report: redacts each text, then clips it, so that no part of a key is left at the edge. This is
 * the only place that redacts a case.
 */
export function settle(found: FinishedCase, secrets: Secrets): CaseResult {
  const { name, configuration, outcome, expected, actual, reason, retries, durationMs } = found;
  const curl = found.repeat && repeat(found.repeat.exchanges, found.repeat.origin, secrets);
  return {
    ...{ name: seal(name, secrets), configuration, outcome },
    ...(expected !== undefined && { expected: seal(expected, secrets) }),
    ...(actual !== undefined && { actual: seal(actual, secrets) }),
    ...(reason !== undefined && { reason: seal(reason, secrets) }),
    exchanges: found.evidence
      .slice(-EXCHANGES)
      .map((each, i, all) => sealExchange(each, i === all.length - 1 ? JUDGED : EARLIER, secrets)),
    ...(curl !== undefined && { curl }),
    ...{ retries, durationMs },
  };
}

/** Redacts a text of a report, then clips it to `length` characters, by default 2,000. */
export function seal(
  text: string,
  secrets: Secrets,
  length = SENTENCE,
  render = (redacted: string) => redacted,
): string {
  if (text.length <= length) return clip(render(secrets.redact(text)), length);
  const start = render(secrets.redactStart(text, length));
  return `${detached(start.slice(0, length))} ${more(text.length - length + Math.max(0, start.length - length))}`;
}

function sealExchange({ sent, received, failure, ...rest }: ExchangeRecord, length: number, secrets: Secrets) {
  const sealed = (text: string) => seal(text, secrets, length, printable);
  return {
    ...rest,
    sent: sealed(sent),
    ...(received !== undefined && { received: sealed(received) }),
    ...(failure !== undefined && { failure: sealed(failure) }),
  };
}
