import { to } from '../../lib/bypass.ts';
import { H, S } from '../../lib/paths.ts';
import { bypass } from './lib/bypass.ts';

export default bypass({
  id: 'bypass/method',
  title: 'No method gets a protected path past the gate, nor the exempt path to a protected handler.',
  fix: 'Check the key whatever the method.',
  variants: [
    ...['post', 'Post', 'POSTX', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND', 'QUERY', 'GET'].map((method) =>
      to(S, { method }),
    ),
    ...['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'].map((method) => to(H, { method })),
  ],
});
