import { checkEach } from '../../../src/checks/check.ts';
import { served, status } from '../../lib/expectations.ts';
import { exec, requestFor, WRONG, withHeader, withKey } from '../../lib/requests.ts';

const request = requestFor(exec);

export default checkEach(
  [
    { name: 'a space at the end', value: (key: string) => `Bearer ${key} ` },
    { name: 'a tab at the end', value: (key: string) => `Bearer ${key}\t` },
    { name: 'spaces in front', value: (key: string) => `   Bearer ${key}` },
  ],
  {
    id: 'keys/blanks-around',
    level: 'should',
    rule: 'rfc9110/field-blanks',
    title: 'Spaces and tabs around the header value are ignored.',
    why: 'HTTP strips them before the value is used. A server that does not refuses valid keys from some clients.',
    fix: 'Trim the header value before you parse it.',
    on: ['enforced'],
    async run(t, { value }) {
      await t.control(withKey(request, WRONG), status(401));
      await t.control(withKey(request, t.key), served(exec));
      await t.expect(withHeader(request, 'Authorization', value(t.key)), served(exec));
    },
  },
);
