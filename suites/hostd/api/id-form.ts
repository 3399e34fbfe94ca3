import { all, responds } from '../../../src/checks/expectation.ts';
import { member } from '../../../src/http/response.ts';
import { created } from '../../lib/expectations.ts';
import { createRequest, withKey } from '../../lib/requests.ts';
import { api } from './lib/api.ts';

export default api({
  id: 'api/id-form',
  level: 'may',
  rule: 'docs/id-form',
  title: 'Ids are sbx_ followed by 32 lower-case hexadecimal digits.',
  why: 'All published examples look like this, but the documentation does not require it.',
  fix: 'Treat ids as opaque.',
  async run(t) {
    const form = responds('sbx_ and 32 hexadecimal digits', (r) =>
      /^sbx_[0-9a-f]{32}$/.test(String(member(r, 'id'))) ? undefined : String(member(r, 'id')),
    );
    await t.expect(withKey(createRequest, t.key), all(created, form));
  },
});
