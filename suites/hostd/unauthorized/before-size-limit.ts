import { check } from '../../../src/checks/check.ts';
import { refusedUnread, served, status } from '../../lib/expectations.ts';
import { create, createRequest, withKey } from '../../lib/requests.ts';
import { large } from './lib/large-body.ts';

export default check({
  id: 'unauthorized/before-size-limit',
  level: 'should',
  rule: 'auth/before-size-limit',
  title: 'A large body without a key gets 401, not an error about its size.',
  why: 'If the size limit comes first, the server reads what strangers send.',
  fix: 'Check the key before you apply the body limit.',
  on: ['enforced'],
  async run(t) {
    const request = { ...createRequest, body: large() };
    await t.control(withKey(createRequest, t.key), served(create));
    const exchange = await t.send(request, 'probe');
    if (refusedUnread(exchange))
      t.skip('the server closes the connection without reading the body, so its response is lost');
    t.judge(exchange, status(401));
  },
});
