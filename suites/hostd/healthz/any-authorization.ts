import { checkEach } from '../../../src/checks/check.ts';
import { discriminates } from '../../lib/controls.ts';
import { healthy, healthyOr } from '../../lib/expectations.ts';
import { healthz, requestFor, withHeader } from '../../lib/requests.ts';

const probe = requestFor(healthz);

const AUTH = ['enforced', 'enforced-any', 'dev', 'disabled', 'disabled-any-keys'] as const;

export default checkEach(
  [
    { name: 'a valid key', value: (key: string | undefined) => `Bearer ${key ?? 'no-key-configured'}` },
    { name: 'a wrong key', value: () => 'Bearer pk_wrong_0123456789abcdef' },
    { name: 'Basic', value: () => `Basic ${Buffer.from('probe:probe').toString('base64')}` },
    { name: 'empty', value: () => '' },
    { name: 'Bearer alone', value: () => 'Bearer' },
    { name: 'garbage', value: () => '%%% not a credential %%%' },
    // A server may reject such bytes in any header.
    { name: 'a byte above 0x7F', value: () => 'Bearer \xe9', expected: healthyOr(400) },
  ],
  {
    id: 'healthz/any-authorization',
    level: 'must',
    rule: 'auth/healthz-exempt',
    title: 'GET /v1/healthz gets 2xx whatever the Authorization header contains.',
    why: 'If the exempt route still checks keys, a probe with an outdated or foreign key fails.',
    fix: 'Skip the key check for this path. Do not run it and only tolerate a missing header.',
    on: AUTH,
    async run(t, { value, expected = healthy }) {
      await discriminates(t);
      await t.expect(withHeader(probe, 'Authorization', value(t.keys[0])), expected);
    },
  },
);
