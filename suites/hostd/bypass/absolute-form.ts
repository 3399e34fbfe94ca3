import { to } from '../../lib/bypass.ts';
import { H, S, tail } from '../../lib/paths.ts';
import { bypass } from './lib/bypass.ts';

export default bypass({
  id: 'bypass/absolute-form',
  title: 'A request target in absolute form needs a key if its path does.',
  fix: 'Extract the path from an absolute request target before you check it.',
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
