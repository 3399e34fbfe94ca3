import type { Config, Settings } from './config.ts';
import { formatAddress } from './config.ts';
import type { Trace } from './trace.ts';

export type Level = 'INFO' | 'WARN' | 'ERROR';

export interface LogLine {
  readonly level: Level;
  readonly message: string;
}

/** Writes whole lines, as text or as one JSON object each (`PODFLARE_LOG_FORMAT=json`). */
export class Log {
  readonly #format: Settings['logFormat'];
  readonly #write: (text: string) => void;
  #time = Number.NaN;
  #text = '';

  constructor(format: Settings['logFormat'], write: (text: string) => void) {
    this.#format = format;
    this.#write = write;
  }

  line({ level, message }: LogLine): void {
    const timestamp = this.#timestamp();
    this.#write(
      this.#format === 'json'
        ? `${JSON.stringify({ timestamp, level, message })}\n`
        : `${timestamp} ${level} ${message}\n`,
    );
  }

  /** One line a request, once its status is known. Source of the fields: docs.podflare.ai/concepts/observability. */
  request(method: string, path: string, { traceId, parentSpanId }: Trace, status: number): void {
    const timestamp = this.#timestamp();
    const message = 'request served';
    if (this.#format === 'json') {
      const span = { name: 'http_request', method, path, trace_id: traceId, parent_span_id: parentSpanId };
      this.#write(`${JSON.stringify({ timestamp, level: 'INFO', message, span, status })}\n`);
    } else {
      this.#write(
        `${timestamp} INFO http_request method=${method} path=${path} trace_id=${traceId} ` +
          `parent_span_id=${parentSpanId} message="${message}" status=${status}\n`,
      );
    }
  }

  /** The time as ISO 8601, made once a millisecond. */
  #timestamp(): string {
    const now = Date.now();
    if (now !== this.#time) {
      this.#time = now;
      this.#text = new Date(now).toISOString();
    }
    return this.#text;
  }
}

/** What is logged at startup: a loud warning when the flag opens the API, nothing otherwise. */
export function startupLines({ mode, address }: Config): readonly LogLine[] {
  if (mode !== 'disabled') return [];
  const rule = '!'.repeat(72);
  return [
    rule,
    'PODFLARE_AUTH_DISABLED is set: AUTHENTICATION IS OFF, no key is asked for',
    `Whoever reaches ${formatAddress(address)} can run code here`,
    rule,
  ].map((message) => ({ level: 'WARN', message }));
}
