import { checkEach } from '../../../src/checks/check.ts';
import { bearing, forwarded, inQuery, marked, perhapsForwarded, shown, valuesOf } from '../../lib/arrivals.ts';
import { create } from '../../lib/requests.ts';
import { bypassVariants } from '../bypass/lib/variants.ts';

export default checkEach(
  bypassVariants.filter(({ request }) => request.target !== '*'),
  {
    id: 'headers/no-key-added-anywhere',
    level: 'must',
    rule: 'auth/no-key-added',
    title: 'The gateway does not add a key to a request with an unusual path, method or header.',
    why: 'A key meant for one path reaches others if the gateway parses paths differently from hostd.',
    fix: 'Do not add keys by path. If you must, compare the whole path and forward exactly the path that you compared.',
    on: ['enforced'],
    recorder: 'required',
    async run(t, { request }) {
      await t.instance.once(bypassVariants, () =>
        forwarded(t, bearing(marked(t, create), ['Authorization', `Bearer ${t.key}`])),
      );
      for (const arrival of await perhapsForwarded(t, inQuery(t, request))) {
        const added = valuesOf(arrival, 'Authorization').filter((value) => value !== '');
        if (added.length > 0) t.fail('no Authorization, as none was sent', shown('Authorization', added));
      }
    },
  },
);
