import { status } from '../../lib/expectations.ts';
import { execRequest, withKey } from '../../lib/requests.ts';
import { newSandbox } from '../../lib/sandbox.ts';
import { api } from './lib/api.ts';
import { notServed } from './lib/not-found.ts';

export default api({
  id: 'api/id-case',
  level: 'may',
  rule: 'docs/id-form',
  title: 'Sandbox ids are case-sensitive.',
  why: 'Paths are case-sensitive. UUIDs are not, so a server that uses them may accept either case.',
  fix: 'Look up the id exactly as it was sent.',
  async run(t) {
    const id = await newSandbox(t);
    await t.control(withKey(execRequest(id, 'true', 'bash'), t.key), status(200));
    const other = id.toUpperCase();
    if (other === id) t.skip('the ids of this server have no lower-case letters');
    await t.expect(withKey(execRequest(other, 'true', 'bash'), t.key), notServed);
  },
});
