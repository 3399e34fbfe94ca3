import type { Recorded } from '../checks/trial.ts';
import type { WireResponse } from '../http/response.ts';
import type { ExchangeRecord } from '../model/report.ts';

/** The exchanges of a case as text, one character for each byte, neither redacted nor clipped. */
export function evidenceOf(recorded: readonly Recorded[]): ExchangeRecord[] {
  return recorded.map(({ role, exchange: { sent, response, failure, turn, durationMs } }) => {
    const received = response ?? failure?.partial;
    return {
      role,
      sent: sent.toString('latin1'),
      ...(received && { received: responseText(received) }),
      ...(failure && { failure: failure.message }),
      ...(turn > 1 && { turn }),
      durationMs: Math.round(durationMs * 10) / 10,
    };
  });
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
