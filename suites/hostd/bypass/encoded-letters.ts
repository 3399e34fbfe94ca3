import { to } from '../../lib/bypass.ts';
import { SANDBOXES, V1 } from '../../lib/paths.ts';
import { bypass } from './lib/bypass.ts';

export default bypass({
  id: 'bypass/encoded-letters',
  title: 'Percent-encoded letters do not bypass the key check.',
  fix: 'Decode the path once, before the key check, and give the same string to the router.',
  variants: [
    `${V1}/%73andboxes`,
    `${V1}/%53andboxes`,
    `/%76%31${SANDBOXES}`,
    `/%761${SANDBOXES}`,
    `${V1}/sandboxe%73`,
    `${V1}/%2573andboxes`,
    `${V1}/%68ealthz/..${SANDBOXES}`,
    `${V1}/%68ealthz`,
    `%2fv1${SANDBOXES}`,
    `/%2fv1${SANDBOXES}`,
  ].map((path) => to(path)),
});
