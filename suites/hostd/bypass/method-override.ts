import { to } from '../../lib/bypass.ts';
import { CREATE_PATH, HEALTHZ_PATH } from '../../lib/paths.ts';
import { bypass, override } from './lib/bypass.ts';

const post = { 'X-HTTP-Method-Override': 'POST', 'X-HTTP-Method': 'POST', 'X-Method-Override': 'POST' };

export default bypass({
  id: 'bypass/method-override',
  title: 'A header or parameter that overrides the method does not bypass the key check.',
  fix: 'Ignore method overrides, or apply them before the key check.',
  variants: [
    ...Object.entries(post).map(([name, value]) => override(CREATE_PATH, 'GET', name, value)),
    ...Object.entries(post).map(([name, value]) => override(CREATE_PATH, 'OPTIONS', name, value)),
    ...Object.entries(post).map(([name, value]) => override(HEALTHZ_PATH, 'GET', name, value)),
    override(CREATE_PATH, 'POST', 'X-HTTP-Method-Override', 'GET'),
    override(CREATE_PATH, 'POST', 'X-HTTP-Method-Override', 'OPTIONS'),
    to(`${CREATE_PATH}?_method=POST`, { method: 'GET' }),
    to(`${CREATE_PATH}?_method=OPTIONS`),
  ],
});
