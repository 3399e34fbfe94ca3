import { checkEach } from '../../../src/checks/check.ts';
import { bearing, marked, perhapsForwarded, requireHeader } from '../../lib/arrivals.ts';
import { create } from '../../lib/requests.ts';

const contentTypes = ['application/json; charset=utf-8', 'application/json;charset=UTF-8', 'Application/JSON'];

export default checkEach(
  contentTypes.map((name) => ({ name })),
  {
    id: 'headers/content-type-spelling',
    level: 'should',
    rule: 'auth/headers-forwarded',
    title: 'The gateway does not rewrite a Content-Type header in another valid spelling.',
    why: 'A gateway that rewrites the header parses it by its own rules.',
    fix: 'Forward the header unchanged.',
    on: ['enforced'],
    recorder: 'required',
    async run(t, { name }) {
      const { mark, request } = marked(t, create);
      const typed = { mark, request: { ...request, headers: [['Content-Type', name] as const] } };
      const sent = bearing(typed, ['Authorization', `Bearer ${t.key}`]);
      requireHeader(t, await perhapsForwarded(t, sent), 'Content-Type', name);
    },
  },
);
