import { all } from '../../../src/checks/expectation.ts';
import { errorShape, status } from '../../lib/expectations.ts';
import { execRequest, withKey } from '../../lib/requests.ts';
import { newSandbox } from '../../lib/sandbox.ts';
import { api } from './lib/api.ts';
import { mergeRequest } from './lib/requests.ts';

export default api({
  id: 'api/merge-self',
  level: 'should',
  rule: 'docs/merge-self',
  title: 'Merging a sandbox into itself gets 400.',
  why: 'It would destroy the sandbox that it should keep.',
  fix: 'Compare the ids first.',
  async run(t) {
    const id = await newSandbox(t);
    await t.expect(withKey(mergeRequest(id, id), t.key), all(status(400), errorShape));
    await t.expect(withKey(execRequest(id, 'true', 'bash'), t.key), status(200));
  },
});
