import { to } from '../../lib/bypass.ts';
import { H, S } from '../../lib/paths.ts';
import { bypass, override } from './lib/bypass.ts';

const post = { 'X-HTTP-Method-Override': 'POST', 'X-HTTP-Method': 'POST', 'X-Method-Override': 'POST' };

export default bypass({
  id: 'bypass/method-override',
  title: 'A header or parameter that overrides the method does not bypass the key check.',
  fix: 'Ignore method overrides, or apply them before the key check.',
  variants: [
    ...Object.entries(post).map(([name, value]) => override(S, 'GET', name, value)),
    ...Object.entries(post).map(([name, value]) => override(S, 'OPTIONS', name, value)),
    ...Object.entries(post).map(([name, value]) => override(H, 'GET', name, value)),
    override(S, 'POST', 'X-HTTP-Method-Override', 'GET'),
    override(S, 'POST', 'X-HTTP-Method-Override', 'OPTIONS'),
    to(`${S}?_method=POST`, { method: 'GET' }),
    to(`${S}?_method=OPTIONS`),
  ],
});
