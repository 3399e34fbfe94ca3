import { checkEach } from '../../../src/checks/check.ts';
import { status } from '../../lib/expectations.ts';
import { createRequest, withKey } from '../../lib/requests.ts';
import { newSandbox } from '../../lib/sandbox.ts';

export default checkEach(
  [
    { name: 'malformed JSON', body: '{"template": ' },
    { name: 'an array', body: '[]' },
    { name: 'a template that is a number', body: '{"template": 7}' },
  ],
  {
    id: 'api/create-bad-body',
    level: 'may',
    rule: 'docs/bad-body',
    profile: 'api',
    title: 'Create rejects an invalid body with 400.',
    why: 'The documentation says 400; frameworks often respond with 415 or 422.',
    fix: 'Map validation errors of your framework to 400.',
    on: ['enforced'],
    async run(t, item) {
      await newSandbox(t);
      await t.expect(withKey({ ...createRequest, body: item.body }, t.key), status(400));
    },
  },
);
