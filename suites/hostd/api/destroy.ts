import { status } from '../../lib/expectations.ts';
import { destroy, execRequest, requestFor, withKey } from '../../lib/requests.ts';
import { newSandbox, run } from '../../lib/sandbox.ts';
import { api } from './lib/api.ts';
import { notFound } from './lib/not-found.ts';
import { forkRequest } from './lib/requests.ts';

export default api({
  id: 'api/destroy',
  level: 'should',
  rule: 'docs/destroy',
  title: 'Destroy responds with 200 or 204, and the sandbox is gone.',
  why: 'A sandbox that survives uses memory and keeps its data.',
  fix: 'Stop the machine and forget the id before you respond.',
  async run(t) {
    const id = await newSandbox(t);
    await run(t, id, 'true', 'bash');
    await t.expect(withKey(requestFor(destroy, { id }), t.key), status(200, 204));
    await t.expect(withKey(execRequest(id, 'true', 'bash'), t.key), notFound);
    await t.expect(withKey(forkRequest(id), t.key), notFound);
  },
});
