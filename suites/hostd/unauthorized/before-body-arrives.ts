import { check } from '../../../src/checks/check.ts';
import { served, status } from '../../lib/expectations.ts';
import { create, createRequest, withKey } from '../../lib/requests.ts';

export default check({
  id: 'unauthorized/before-body-arrives',
  level: 'may',
  rule: 'auth/before-size-limit',
  title: 'The 401 is sent before the body arrives.',
  why: 'If the server waits, anyone can keep connections open with bodies that never arrive.',
  fix: 'Respond as soon as the header section is complete.',
  on: ['enforced'],
  disturbs: true,
  async run(t) {
    await t.control(withKey(createRequest, t.key), served(create));
    await t.expect({ ...createRequest, framing: 'withheld' }, status(401));
  },
});
