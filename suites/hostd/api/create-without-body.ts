import { created } from '../../lib/expectations.ts';
import { createRequest, withKey } from '../../lib/requests.ts';
import { newSandbox } from '../../lib/sandbox.ts';
import { api } from './lib/api.ts';

export default api({
  id: 'api/create-without-body',
  level: 'may',
  rule: 'docs/create-without-body',
  title: 'Create without a body creates a sandbox from the primary pool.',
  why: 'The documentation does not say. It is convenient with curl.',
  fix: 'Treat a missing body as {}.',
  async run(t) {
    await newSandbox(t);
    const { method, target } = createRequest;
    await t.expect(withKey({ method, target, headers: [] }, t.key), created);
  },
});
