import { Secrets } from '../../src/base/secrets.ts';
import { curl } from '../../src/http/curl.ts';
import type { HeaderLine } from '../../src/http/request.ts';
import type { Shown } from '../state/redaction.ts';

/** What curl says by itself, of its own connection and body. */
const OF_THE_CONNECTION = /^(host|content-length|transfer-encoding|expect|connection|keep-alive)$/i;

/** What stands for a key in what is shown. */
const LABEL = /<key \d+( [a-z\d ]+)?>|<redacted>/g;

/**
 * Whether the answer was decided before the body was read, which is then not kept: without it the answer is the same.
 */
export function precedesBody({ verdict }: Shown): boolean {
  return verdict === 'missing' || verdict === 'invalid';
}

/**
 * A curl line that sends the request again to `origin`, with `$PODFLARE_API_KEY` in place of a key; undefined where curl
 * cannot send it, or too little of it is kept.
 */
export function repeat(entry: Shown, origin: string): string | undefined {
  const { method, target, rawHeaders, body } = entry;
  if (body === undefined && announcesBody(entry) && !precedesBody(entry)) return undefined;
  const headers: HeaderLine[] = [];
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    const line = [rawHeaders[i] ?? '', rawHeaders[i + 1] ?? ''] as const;
    if (!OF_THE_CONNECTION.test(line[0])) headers.push(line);
  }
  const secrets = new Secrets();
  const credentials = headers.filter(([name]) => /^(proxy-)?authorization$/i.test(name)).join(' ');
  for (const [label] of `${target} ${credentials} ${body}`.matchAll(LABEL))
    secrets.add(label, label, /^<(key \d+|redacted)>$/.test(label) ? '$PODFLARE_API_KEY' : undefined);
  return curl({ method, target, headers, ...(body && { body }) }, origin, secrets);
}

/** Whether the request said that a body comes. */
export function announcesBody({ rawHeaders }: Shown): boolean {
  return rawHeaders.some((text, i) => {
    const value = rawHeaders[i + 1] ?? '';
    return (
      i % 2 === 0 && (/^transfer-encoding$/i.test(text) || (/^content-length$/i.test(text) && /[1-9]/.test(value)))
    );
  });
}
