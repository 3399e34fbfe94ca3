import { checkEach } from '../../../src/checks/check.ts';
import { served, status } from '../../lib/expectations.ts';
import { exec, requestFor, withKey } from '../../lib/requests.ts';

const request = requestFor(exec);

export default checkEach(
  [
    { name: 'after 32', kept: 32 },
    { name: 'after 64', kept: 64 },
    { name: 'after 72', kept: 72 },
  ],
  {
    id: 'keys/long-key',
    level: 'must',
    rule: 'auth/exact-match',
    title: 'A long key is compared in full.',
    why: 'Hashes such as bcrypt and database columns truncate long values: then all long keys with the same prefix are equal.',
    fix: 'Compare the whole key, or refuse to start with a key that is too long.',
    on: ['long-key'],
    needsLaunch: true,
    async run(t, { kept }) {
      const token = t.key.slice(0, kept) + 'z'.repeat(t.key.length - kept);
      t.secrets.add(token, `<the key, other ${'`'}${'after'}${'`'} ${'$'}{kept}>`);
      await t.control(withKey(request, t.key), served(exec));
      await t.expect(withKey(request, token), status(401));
    },
  },
);
