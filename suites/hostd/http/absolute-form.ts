import { created, status } from '../../lib/expectations.ts';
import { createRequest, withKey } from '../../lib/requests.ts';
import { raw } from './lib/raw.ts';

export default raw({
  id: 'http/absolute-form',
  level: 'should',
  rule: 'rfc9112/absolute-form',
  title: 'A request target in absolute form is accepted with a key.',
  why: 'HTTP requires every server to accept it, and proxies send it.',
  fix: 'Extract the path from an absolute request target.',
  async run(t) {
    const absolute = { ...createRequest, target: `http://${t.instance.wire.authority}${createRequest.target}` };
    await t.control(createRequest, status(401));
    await t.control(withKey(createRequest, t.key), created);
    await t.expect(withKey(absolute, t.key), created);
  },
});
