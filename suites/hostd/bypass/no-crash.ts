import { checkEach } from '../../../src/checks/check.ts';
import { anonymously, noCrash } from '../../lib/bypass.ts';
import { discriminates } from '../../lib/controls.ts';
import { bypassVariants } from './lib/variants.ts';

export default checkEach(bypassVariants, {
  id: 'bypass/no-crash',
  level: 'should',
  rule: 'auth/no-crash',
  title: 'No unusual request target, method or header causes a 5xx or a hang.',
  why: 'If anyone can crash the server without a key, an attacker will look closer.',
  fix: 'Respond with 400 or 404 to a request target that cannot be decoded or routed.',
  on: ['enforced'],
  async run(t, { request }) {
    await discriminates(t);
    // A step: other checks judge whether the request may be served.
    t.judge(await anonymously(t, request, 'step'), noCrash);
  },
});
