import { all, responds } from '../../../src/checks/expectation.ts';
import { validateError } from '../../../src/contract/generated/response-validators.js';
import { json } from '../../../src/http/response.ts';
import { errorShape, summary } from '../../lib/expectations.ts';
import { create, createRequest, withKey } from '../../lib/requests.ts';
import { newSandbox } from '../../lib/sandbox.ts';
import { api } from './lib/api.ts';

export default api({
  id: 'api/error-shape',
  level: 'may',
  rule: 'docs/error-shape',
  title: 'Every error is JSON with an `error` text, including unknown routes and wrong methods.',
  why: 'The documentation promises one error format, but frameworks generate some errors themselves.',
  fix: "Replace the framework's default responses for 404, 405, 415 and 422.",
  async run(t) {
    await newSandbox(t);
    for (const request of [
      { method: 'GET', target: `${create.path}/x/y`, headers: [] },
      { method: 'PUT', target: create.path, headers: [] },
      { ...createRequest, body: '{' },
    ])
      await t.expect(
        withKey(request, t.key),
        all(
          errorShape,
          responds('only documented members', (r) => (validateError(json(r)) ? undefined : summary(r))),
        ),
      );
  },
});
