import { to } from '../../lib/bypass.ts';
import { base, tail } from '../../lib/paths.ts';
import { bypass } from './lib/bypass.ts';

export default bypass({
  id: 'bypass/encoded-letters',
  title: 'Encoded letters do not hide a protected path from the gate.',
  fix: 'Decode once, before the gate judges, and hand the same string to the router.',
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
