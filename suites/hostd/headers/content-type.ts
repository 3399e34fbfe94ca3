import { checkEach } from '../../../src/checks/check.ts';
import { served, status } from '../../lib/expectations.ts';
import { create, createRequest, withKey } from '../../lib/requests.ts';

const contentTypes = [
  { name: 'with a charset', value: 'application/json; charset=utf-8' },
  { name: 'with a charset and no space', value: 'application/json;charset=UTF-8' },
  { name: 'in upper case', value: 'APPLICATION/JSON' },
  { name: 'in mixed case', value: 'Application/Json' },
];

export default checkEach(contentTypes, {
  id: 'headers/content-type',
  level: 'should',
  rule: 'rfc9110/media-type',
  title: 'application/json is recognised with parameters and in any case.',
  why: 'Many clients add a charset by default.',
  fix: 'Compare the type and subtype case-insensitively, and ignore parameters.',
  on: ['enforced'],
  async run(t, { value }) {
    const typed = { ...createRequest, headers: [['Content-Type', value] as const] };
    await t.control(typed, status(401));
    await t.control(withKey(createRequest, t.key), served(create));
    await t.expect(withKey(typed, t.key), status(200, 201));
  },
});
