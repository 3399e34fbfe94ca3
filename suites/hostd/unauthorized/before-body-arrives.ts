import { check } from '../../../src/checks/check.ts';
import { served, status } from '../../lib/expectations.ts';
import { create, createRequest, withKey } from '../../lib/requests.ts';

export default check({
  id: 'unauthorized/before-body-arrives',
  level: 'may',
  rule: 'auth/before-size-limit',
  title: 'The 401 comes before the body has arrived.',
  why: 'A server that waits lets strangers hold connections open with bodies that never come.',
  fix: 'Answer as soon as the header section is there.',
  on: ['enforced'],
  disturbs: true,
  async run(t) {
    await t.control(withKey(createRequest, t.key), served(create));
    await t.expect({ ...createRequest, framing: 'withheld' }, status(401));
  },
});
