import type { Role, Trial } from '../../../../src/checks/trial.ts';
import type { Exchange } from '../../../../src/http/client.ts';
import { status } from '../../../lib/expectations.ts';
import { formsOf, tokenOf, type WrongToken } from '../../../lib/tokens.ts';

/** True for a token that the grammar of Bearer allows. A server may respond 400 to any other. Source: RFC 6750, 2.1. */
const isToken = (token: string): boolean => /^[A-Za-z\d\-._~+/]+=*$/.test(token);

/**
 * Judges the last of the forms of a token, when no form before met the expectation. A form that is accepted and may be a
 * key of the target is a step, since that does not show by itself that a key was not needed.
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
    if (tried.has(wrong)) t.skip('the key is too short for two tokens of this kind, and one of them may be a key');
    tried.add(wrong);
    const exchange = await send(wrong, forms.length > 1 ? 'step' : 'probe');
    const expectation = isToken(wrong) ? status(401) : status(401, 400);
    if (expectation.judge(exchange) === undefined) return;
    if (i === forms.length - 1) t.judge(exchange, expectation);
  }
}
