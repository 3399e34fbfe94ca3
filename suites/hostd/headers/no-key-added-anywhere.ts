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
    title: 'A gateway adds no key either where a path, a method or a header is odd.',
    why: 'A key that is meant for one path only reaches others when the gateway reads paths in another way than hostd.',
    fix: 'Add no keys by path; where it must be, compare the whole path, and forward the very path that was compared.',
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
