import type { Role, Trial } from '../../../../src/checks/trial.ts';
import type { Exchange } from '../../../../src/http/client.ts';
import { status } from '../../../lib/expectations.ts';
import { formsOf, tokenOf, type WrongToken } from '../../../lib/tokens.ts';

/** True for a token that matches the Bearer grammar. A server may respond to any other with 400. Source: RFC 6750, 2.1. */
const isToken = (token: string): boolean => /^[A-Za-z\d\-._~+/]+=*$/.test(token);

/**
 * Passes as soon as one form of the token is refused, and judges the last form otherwise. If there are several forms,
 * each is sent as a step: a single accepted token may be a key of the target that the suite does not know.
 */
export async function refusedInOneForm(
  t: Trial,
  token: WrongToken,
  send: (token: string, role: Role) => Promise<Exchange>,
): Promise<void> {
  const forms = formsOf(t, token);
  const tried = new Set<string>();
  for (const [i, form] of forms.entries()) {
    const wrong = tokenOf(t, form);
    if (tried.has(wrong)) t.skip('the key is too short to derive two such tokens, and one alone may be a valid key');
    tried.add(wrong);
    const exchange = await send(wrong, forms.length > 1 ? 'step' : 'probe');
    const expectation = isToken(wrong) ? status(401) : status(401, 400);
    if (expectation.judge(exchange) === undefined) return;
    if (i === forms.length - 1) t.judge(exchange, expectation);
  }
}
