import type { Trial } from '../../../../src/checks/trial.ts';
import { member } from '../../../../src/http/response.ts';
import { served } from '../../../lib/expectations.ts';
import { create, createRequest, withKey } from '../../../lib/requests.ts';

export async function twoSandboxes(t: Trial): Promise<[string, string]> {
  const ids: string[] = [];
  for (let i = 0; i < 2; i += 1) {
    const response = await t.control(withKey(createRequest, t.key), served(create));
    const id = member(response, 'id');
    if (typeof id !== 'string') t.skip('create returns no id');
    t.keep(id);
    ids.push(id);
  }
  return [ids[0] ?? '', ids[1] ?? ''];
}
