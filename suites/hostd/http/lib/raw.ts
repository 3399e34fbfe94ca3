import { type Check, type CheckText, check } from '../../../../src/checks/check.ts';
import type { Expectation } from '../../../../src/checks/expectation.ts';
import type { Trial } from '../../../../src/checks/trial.ts';
import type { Exchange } from '../../../../src/http/client.ts';
import { summary } from '../../../lib/expectations.ts';
import { createRequest } from '../../../lib/requests.ts';

export const BODY = '{}';

/** An error status or a closed connection. */
export const rejected: Expectation = {
  says: '400 or another error, or a closed connection',
  judge({ response, failure }) {
    if (!response) return failure?.kind === 'timeout' ? failure.message : undefined;
    return response.status < 400 ? summary(response) : undefined;
  },
};

export const raw = (text: Text & { run(t: Trial): Promise<void> }): Check =>
  check({ ...text, profile: 'http', on: ['enforced'] });

export type Text = Omit<CheckText, 'profile' | 'on'>;

/** Sends raw bytes on a new connection. */
export async function sendRaw(t: Trial, text: string): Promise<Exchange & { readonly closes: boolean }> {
  const [method = '', target = ''] = text.split(' ');
  const connection = await t.connect();
  const exchange = await t.send({ method, target, headers: [], raw: Buffer.from(text, 'latin1') }, 'probe', connection);
  return { ...exchange, closes: connection.announcedClose };
}

export const head = (t: Trial, ...lines: string[]) =>
  [
    `POST ${createRequest.target} HTTP/1.1`,
    `Host: ${t.instance.wire.authority}`,
    'Content-Type: application/json',
    ...lines,
  ].join('\r\n');

export const key = (t: Trial) => `Authorization: Bearer ${t.key}`;

export const length = `Content-Length: ${BODY.length}`;
