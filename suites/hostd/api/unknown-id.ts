import { checkEach } from '../../../src/checks/check.ts';
import { exec, execRequest, fork, merge, withKey } from '../../lib/requests.ts';
import { newSandbox } from '../../lib/sandbox.ts';
import { notFound, UNKNOWN } from './lib/not-found.ts';
import { forkRequest, mergeRequest } from './lib/requests.ts';

export default checkEach(
  [
    { name: exec.path, make: () => execRequest(UNKNOWN, 'print(1)') },
    { name: fork.path, make: () => forkRequest(UNKNOWN) },
    { name: merge.path, make: (id: string) => mergeRequest(UNKNOWN, id) },
    { name: `${merge.path}, unknown winner`, make: (id: string) => mergeRequest(id, UNKNOWN) },
  ],
  {
    id: 'api/unknown-id',
    level: 'should',
    rule: 'docs/not-found',
    profile: 'api',
    title: 'A call on an unknown sandbox gets 404 with an error text.',
    why: 'Sandboxes time out. A client must be able to tell that from a failure.',
    fix: 'Respond with 404 and `{"error": "sandbox not found"}`.',
    on: ['enforced'],
    async run(t, { make }) {
      const id = await newSandbox(t);
      await t.expect(withKey(make(id), t.key), notFound);
    },
  },
);
