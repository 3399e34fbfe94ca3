import { Secrets } from '../../src/base/secrets.ts';
import { curl } from '../../src/http/curl.ts';
import type { HeaderLine } from '../../src/http/request.ts';
import type { Shown } from '../state/redaction.ts';

/** Headers that curl sets itself for its connection and body. */
const SET_BY_CURL = /^(host|content-length|transfer-encoding|expect|connection|keep-alive)$/i;

/** Labels that replace keys. */
const LABEL = /<key \d+( [a-z\d ]+)?>|<redacted>/g;

/** Whether the request was refused before its body was read. The response does not depend on the body then. */
export function precedesBody({ verdict }: Shown): boolean {
  return verdict === 'missing' || verdict === 'invalid';
}

/**
 * A curl command that sends the request to `origin` again, with `$PODFLARE_API_KEY` in place of the key. Undefined when
 * curl cannot send the request, or the journal did not keep its body.
 */
export function repeat(entry: Shown, origin: string): string | undefined {
  const { method, target, rawHeaders, body } = entry;
  if (body === undefined && announcesBody(entry) && !precedesBody(entry)) return undefined;
  const headers: HeaderLine[] = [];
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    const line = [rawHeaders[i] ?? '', rawHeaders[i + 1] ?? ''] as const;
    if (!SET_BY_CURL.test(line[0])) headers.push(line);
  }
  const secrets = new Secrets();
  const credentials = headers.filter(([name]) => /^(proxy-)?authorization$/i.test(name)).join(' ');
  for (const [label] of `${target} ${credentials} ${body}`.matchAll(LABEL))
    secrets.add(label, label, /^<(key \d+|redacted)>$/.test(label) ? '$PODFLARE_API_KEY' : undefined);
  return curl({ method, target, headers, ...(body && { body }) }, origin, secrets);
}

/** Whether the headers announce a body. */
export function announcesBody({ rawHeaders }: Shown): boolean {
  return rawHeaders.some((text, i) => {
    const value = rawHeaders[i + 1] ?? '';
    return (
      i % 2 === 0 && (/^transfer-encoding$/i.test(text) || (/^content-length$/i.test(text) && /[1-9]/.test(value)))
    );
  });
}
