import { to } from '../../lib/bypass.ts';
import { base, H, S, tail } from '../../lib/paths.ts';
import { bypass } from './lib/bypass.ts';

export default bypass({
  id: 'bypass/odd-bytes',
  title: 'Backslashes, control characters and overlong encodings do not bypass the key check.',
  fix: 'Reject request targets with bytes that are not allowed in a path.',
  variants: [
    `${base}\\${tail.slice(1)}`,
    `\\v1\\${tail.slice(1)}`,
    `${H}\\..\\${tail.slice(1)}`,
    `${S}%00`,
    `${H}%00/..${tail}`,
    `${S}%0d%0a`,
    `${S}%0a${H}`,
    `${H}%0a/..${tail}`,
    `${H}/%c0%ae%c0%ae${tail}`,
    `${H}/%c0%ae%c0%ae%c0%af${tail.slice(1)}`,
    `${S}%20`,
    `${S}%09`,
    `${S}\x7f`,
    `${S}\xff`,
    `${S}%ff`,
    `${S}%`,
    `${S}%zz`,
    `${base}/ſandboxes`.replace('ſ', Buffer.from('ſ').toString('latin1')),
  ].map((path) => to(path)),
});
