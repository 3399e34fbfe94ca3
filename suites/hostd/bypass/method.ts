import { to } from '../../lib/bypass.ts';
import { CREATE_PATH, HEALTHZ_PATH } from '../../lib/paths.ts';
import { bypass } from './lib/bypass.ts';

export default bypass({
  id: 'bypass/method',
  title: 'No method bypasses the key check, and no method on the exempt path reaches a protected handler.',
  fix: 'Check the key for every method.',
  variants: [
    ...['post', 'Post', 'POSTX', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND', 'QUERY', 'GET'].map((method) =>
      to(CREATE_PATH, { method }),
    ),
    ...['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'].map((method) => to(HEALTHZ_PATH, { method })),
  ],
});
