import { created } from '../../lib/expectations.ts';
import { createRequest, withKey } from '../../lib/requests.ts';
import { newSandbox } from '../../lib/sandbox.ts';
import { api } from './lib/api.ts';

export default api({
  id: 'api/create-without-body',
  level: 'may',
  rule: 'docs/create-without-body',
  title: 'Create without a body makes a sandbox from the primary pool.',
  why: 'Undocumented; a convenience for people with curl.',
  fix: 'Take an absent body for {}.',
  async run(t) {
    await newSandbox(t);
    const { method, target } = createRequest;
    await t.expect(withKey({ method, target, headers: [] }, t.key), created);
  },
});
