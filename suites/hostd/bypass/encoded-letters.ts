import { to } from '../../lib/bypass.ts';
import { base, tail } from '../../lib/paths.ts';
import { bypass } from './lib/bypass.ts';

export default bypass({
  id: 'bypass/encoded-letters',
  title: 'Percent-encoded letters do not bypass the key check.',
  fix: 'Decode the path once, before the key check, and give the same string to the router.',
  variants: [
    `${base}/%73andboxes`,
    `${base}/%53andboxes`,
    `/%76%31${tail}`,
    `/%761${tail}`,
    `${base}/sandboxe%73`,
    `${base}/%2573andboxes`,
    `${base}/%68ealthz/..${tail}`,
    `${base}/%68ealthz`,
    `%2fv1${tail}`,
    `/%2fv1${tail}`,
  ].map((path) => to(path)),
});
