import { to } from '../../lib/bypass.ts';
import { CREATE_PATH, HEALTHZ_PATH, SANDBOXES } from '../../lib/paths.ts';
import { bypass } from './lib/bypass.ts';

export default bypass({
  id: 'bypass/absolute-form',
  title: 'A request target in absolute form needs a key if its path does.',
  fix: 'Extract the path from an absolute request target before you check it.',
  variants: [
    to(`http://localhost${CREATE_PATH}`),
    to(`http://evil.example${CREATE_PATH}`),
    to(`http://evil.example${HEALTHZ_PATH}/..${SANDBOXES}`),
    to(`http://${HEALTHZ_PATH.slice(1)}${CREATE_PATH}`),
    to(`http://x${HEALTHZ_PATH}@localhost${CREATE_PATH}`),
    to(`HTTP://localhost${CREATE_PATH}`),
    to(`https://localhost${CREATE_PATH}`),
    to(`http:${CREATE_PATH}`),
    to(`//localhost${CREATE_PATH}`),
    to(`http://evil.example?${HEALTHZ_PATH}`),
    to('*', { method: 'OPTIONS' }),
    to('*'),
  ],
});
