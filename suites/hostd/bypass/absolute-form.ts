import { to } from '../../lib/bypass.ts';
import { H, S, tail } from '../../lib/paths.ts';
import { bypass } from './lib/bypass.ts';

export default bypass({
  id: 'bypass/absolute-form',
  title: 'A target in absolute form is judged by its path.',
  fix: 'Take the path out of an absolute target before the gate judges.',
  variants: [
    to(`http://localhost${S}`),
    to(`http://evil.example${S}`),
    to(`http://evil.example${H}/..${tail}`),
    to(`http://${H.slice(1)}${S}`),
    to(`http://x${H}@localhost${S}`),
    to(`HTTP://localhost${S}`),
    to(`https://localhost${S}`),
    to(`http:${S}`),
    to(`//localhost${S}`),
    to(`http://evil.example?${H}`),
    to('*', { method: 'OPTIONS' }),
    to('*'),
  ],
});
