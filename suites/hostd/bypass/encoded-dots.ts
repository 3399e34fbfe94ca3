import { to } from '../../lib/bypass.ts';
import { base, H, S, tail } from '../../lib/paths.ts';
import { bypass } from './lib/bypass.ts';

export default bypass({
  id: 'bypass/encoded-dots',
  title: 'Percent-encoded dots and slashes do not lead from the exempt path to a protected path.',
  fix: 'Decode the path once, before the key check, and give the same string to the router.',
  variants: [
    `${H}/%2e%2e${tail}`,
    `${H}/%2E%2E${tail}`,
    `${H}/.%2e${tail}`,
    `${H}/..%2f${tail.slice(1)}`,
    `${H}%2f..%2f${tail.slice(1)}`,
    `${H}%2F..${tail}`,
    `${H}/..%5c${tail.slice(1)}`,
    `${H}%5c..%5c${tail.slice(1)}`,
    `${H}/%252e%252e%252f${tail.slice(1)}`,
    `${H}/%252e%252e${tail}`,
    `${base}%2f${tail.slice(1)}`,
    `/%2e${S}`,
    `${H}%3f/..${tail}`,
    `${H}%23/..${tail}`,
  ].map((path) => to(path)),
});
