import { checkEach } from '../../../src/checks/check.ts';
import { all } from '../../../src/checks/expectation.ts';
import { errorShape, status } from '../../lib/expectations.ts';
import { exec, requestFor, withKey } from '../../lib/requests.ts';
import { newSandbox } from '../../lib/sandbox.ts';
import { SAMPLE } from './lib/api.ts';

export default checkEach(
  [
    { name: 'no code', body: {} },
    { name: 'code that is a number', body: { code: 7 } },
    { name: 'an unknown language', body: { code: SAMPLE, language: 'cobol' } },
  ],
  {
    id: 'api/exec-bad-body',
    level: 'may',
    rule: 'docs/bad-body',
    profile: 'api',
    title: 'Exec rejects a body without code, or with an unknown language, with 400.',
    why: 'The documentation says 400; frameworks often respond with 422.',
    fix: 'Map validation errors of your framework to 400.',
    on: ['enforced'],
    async run(t, { body }) {
      const id = await newSandbox(t);
      await t.expect(
        withKey({ ...requestFor(exec, { id }), body: JSON.stringify(body) }, t.key),
        all(status(400), errorShape),
      );
    },
  },
);
