import { checkEach } from '../../../src/checks/check.ts';
import type { HeaderLine } from '../../../src/http/request.ts';
import { discriminates } from '../../lib/controls.ts';
import { neverAuthenticates, served } from '../../lib/expectations.ts';
import { create, createRequest, WRONG, withKey } from '../../lib/requests.ts';

export default checkEach(
  [
    { name: 'two wrong keys', values: [`Bearer ${WRONG}`, 'Bearer pk_other'] },
    { name: 'a wrong key and an empty value', values: [`Bearer ${WRONG}`, ''] },
    { name: 'Basic and a wrong key', values: ['Basic dTpw', `Bearer ${WRONG}`] },
    { name: 'eight wrong keys', values: Array.from({ length: 8 }, (_, i) => `Bearer pk_wrong_${i}`) },
  ],
  {
    id: 'keys/repeated-wrong',
    level: 'must',
    rule: 'auth/exact-match',
    title: 'Repeated Authorization headers without a valid key never authenticate.',
    why: 'Code that expects one value and gets a list has been known to skip the check.',
    fix: 'Reject a repeated header, or check one of its values.',
    on: ['enforced'],
    async run(t, { values }) {
      const lines = values.map((value): HeaderLine => ['Authorization', value]);
      await discriminates(t);
      await t.control(withKey(createRequest, t.key), served(create));
      await t.expect({ ...createRequest, headers: [...createRequest.headers, ...lines] }, neverAuthenticates);
    },
  },
);
