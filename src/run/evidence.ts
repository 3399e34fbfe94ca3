import type { Secrets } from '../base/secrets.ts';
import type { Recorded } from '../checks/trial.ts';
import type { WireResponse } from '../http/response.ts';
import type { ExchangeRecord } from '../model/report.ts';

/** Characters of one message that a report keeps: of the exchange that was judged, and of those before it. */
const KEPT = 4_096;
const KEPT_BEFORE = 1_024;

/** The exchanges of a case as text for a report. The last one is the one that was judged. */
export function evidenceOf(recorded: readonly Recorded[], secrets: Secrets): ExchangeRecord[] {
  return recorded.map((each, i) => evidence(each, secrets, i === recorded.length - 1 ? KEPT : KEPT_BEFORE));
}

/** At most `length` characters of a text, redacted and as `render` has them, and how many were left out. */
export function redactedStart(
  text: string,
  length: number,
  secrets: Secrets,
  render: (redacted: string) => string = (redacted) => redacted,
): string {
  if (text.length <= length) return clip(render(secrets.redact(text)), length);
  const start = render(secrets.redactStart(text, length));
  const more = text.length - length + Math.max(0, start.length - length);
  return `${copy(start.slice(0, length))} [${more} more characters]`;
}

function evidence({ role, exchange }: Recorded, secrets: Secrets, limit: number): ExchangeRecord {
  const shown = (text: string) => redactedStart(text, limit, secrets, printable);
  const { sent, response, failure, turn, durationMs } = exchange;
  const partial = response ?? failure?.partial;
  return {
    role,
    sent: shown(sent.toString('latin1')),
    ...(partial && { received: shown(responseText(partial)) }),
    ...(failure && { failure: shown(failure.message) }),
    ...(turn > 1 && { turn }),
    durationMs: Math.round(durationMs * 10) / 10,
  };
}

function responseText(response: WireResponse): string {
  const { version, status, statusText, headers, body, truncated, interim } = response;
  const head = [
    ...interim.map((code) => `HTTP/1.1 ${code}`),
    `HTTP/${version} ${status} ${statusText}`.trimEnd(),
    ...headers.map(([name, value]) => `${name}: ${value}`),
  ];
  return `${head.join('\n')}\n\n${body.toString('latin1')}${truncated ? '\n[the rest was not read]' : ''}`;
}

/** Line ends stay; other control bytes and bytes above 0x7E are written `\xNN`. `text` has one character a byte. */
export function printable(text: string): string {
  return text
    .replace(/\r\n/g, '\n')
    .replace(/[^\n\x20-\x7e]/g, (byte) => `\\x${byte.charCodeAt(0).toString(16).padStart(2, '0')}`)
    .trimEnd();
}

/** At most `length` characters of a text, and how many were left out. Only for text that is redacted already. */
export function clip(text: string, length: number): string {
  return text.length > length ? `${copy(text.slice(0, length))} [${text.length - length} more characters]` : text;
}

/** The same text in memory of its own: a slice keeps all of the text that it was cut from. */
function copy(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le');
}
