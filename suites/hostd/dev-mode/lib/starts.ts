import type { Trial } from '../../../../src/checks/trial.ts';
import { discriminates } from '../../../lib/controls.ts';
import { created } from '../../../lib/expectations.ts';
import { createRequest } from '../../../lib/requests.ts';

export async function starts(t: Trial): Promise<void> {
  const { response } = await t.expect(createRequest, created);
  if (response) await discriminates(t);
}
