import type { Trial } from '../../../../src/checks/trial.ts';
import { Untestable } from '../../../../src/checks/verdict.ts';
import type { Operation } from '../../../../src/contract/contract.ts';
import { kept } from '../../../../src/http/kept.ts';
import type { HeaderLine, WireRequest } from '../../../../src/http/request.ts';
import { discriminates } from '../../../lib/controls.ts';
import { sameStatus, status } from '../../../lib/expectations.ts';
import { healthz, requestFor, WRONG, withKey } from '../../../lib/requests.ts';

const withLines = (base: WireRequest, lines: readonly HeaderLine[]): WireRequest => ({
  ...base,
  headers: [...base.headers, ...lines],
});

/** Fails when the headers change the status of a request with a valid key, without one, with a wrong one, or of healthz. */
export async function changesNothing(t: Trial, lines: readonly HeaderLine[], operation: Operation): Promise<void> {
  await discriminates(t);
  const request = requestFor(operation);
  for (const plain of [withKey(request, t.key), request, withKey(request, WRONG), requestFor(healthz)]) {
    const key = `plain ${JSON.stringify(plain)}`;
    const { response } = await t.instance.once(key, async () => kept(await t.send(plain, 'control')));
    if (!response) throw new Untestable('control: a response without the header', 'none');
    // A server may refuse bytes above 0x7F in any header.
    const refusable = lines.some(([, value]) => /[^\x00-\x7f]/.test(value));
    const same = refusable ? status(response.status, 400) : sameStatus(response, 'the same as without the header');
    await t.expect(withLines(plain, lines), same);
  }
}
