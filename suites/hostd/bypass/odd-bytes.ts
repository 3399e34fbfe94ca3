import { to } from '../../lib/bypass.ts';
import { CREATE_PATH, HEALTHZ_PATH, SANDBOXES, V1 } from '../../lib/paths.ts';
import { bypass } from './lib/bypass.ts';

export default bypass({
  id: 'bypass/odd-bytes',
  title: 'Backslashes, control characters and overlong encodings do not bypass the key check.',
  fix: 'Reject request targets with bytes that are not allowed in a path.',
  variants: [
    `${V1}\\${SANDBOXES.slice(1)}`,
    `\\v1\\${SANDBOXES.slice(1)}`,
    `${HEALTHZ_PATH}\\..\\${SANDBOXES.slice(1)}`,
    `${CREATE_PATH}%00`,
    `${HEALTHZ_PATH}%00/..${SANDBOXES}`,
    `${CREATE_PATH}%0d%0a`,
    `${CREATE_PATH}%0a${HEALTHZ_PATH}`,
    `${HEALTHZ_PATH}%0a/..${SANDBOXES}`,
    `${HEALTHZ_PATH}/%c0%ae%c0%ae${SANDBOXES}`,
    `${HEALTHZ_PATH}/%c0%ae%c0%ae%c0%af${SANDBOXES.slice(1)}`,
    `${CREATE_PATH}%20`,
    `${CREATE_PATH}%09`,
    `${CREATE_PATH}\x7f`,
    `${CREATE_PATH}\xff`,
    `${CREATE_PATH}%ff`,
    `${CREATE_PATH}%`,
    `${CREATE_PATH}%zz`,
    `${V1}/ſandboxes`.replace('ſ', Buffer.from('ſ').toString('latin1')),
  ].map((path) => to(path)),
});
