import { all, responds } from '../../../src/checks/expectation.ts';
import { validateSandbox } from '../../../src/contract/generated/response-validators.js';
import { header, json } from '../../../src/http/response.ts';
import { discriminates } from '../../lib/controls.ts';
import { status, summary } from '../../lib/expectations.ts';
import { createRequest, withKey } from '../../lib/requests.ts';
import { api } from './lib/api.ts';

export default api({
  id: 'api/create',
  level: 'should',
  rule: 'docs/create',
  title: 'Create responds with 200 or 201 and the id and state of the sandbox.',
  why: 'It is the first call of every program.',
  fix: 'Respond with `{"id": ..., "state": "ready"}`.',
  async run(t) {
    await discriminates(t);
    await t.expect(
      withKey(createRequest, t.key),
      all(
        status(200, 201),
        responds('a body with id and state', (r) => (validateSandbox(json(r)) ? undefined : summary(r))),
        responds('Content-Type: application/json', (r) =>
          /json/i.test(header(r, 'content-type') ?? '') ? undefined : summary(r),
        ),
      ),
    );
  },
});
