import { checkEach } from '../../../src/checks/check.ts';
import { anonymously, noCrash } from '../../lib/bypass.ts';
import { discriminates } from '../../lib/controls.ts';
import { bypassVariants } from './lib/variants.ts';

export default checkEach(bypassVariants, {
  id: 'bypass/no-crash',
  level: 'should',
  rule: 'auth/no-crash',
  title: 'No odd target, method or header makes the server fail with a 5xx or fall silent.',
  why: 'What a stranger can crash is worth a closer look by the stranger.',
  fix: 'Answer 400 or 404 to targets that cannot be decoded or routed.',
  on: ['enforced'],
  async run(t, { request }) {
    await discriminates(t);
    // A step: whether it ought to have been served is the matter of the other checks.
    t.judge(await anonymously(t, request, 'step'), noCrash);
  },
});
