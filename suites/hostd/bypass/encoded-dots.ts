import { to } from '../../lib/bypass.ts';
import { CREATE_PATH, HEALTHZ_PATH, SANDBOXES, V1 } from '../../lib/paths.ts';
import { bypass } from './lib/bypass.ts';

export default bypass({
  id: 'bypass/encoded-dots',
  title: 'Percent-encoded dots and slashes do not lead from the exempt path to a protected path.',
  fix: 'Decode the path once, before the key check, and give the same string to the router.',
  variants: [
    `${HEALTHZ_PATH}/%2e%2e${SANDBOXES}`,
    `${HEALTHZ_PATH}/%2E%2E${SANDBOXES}`,
    `${HEALTHZ_PATH}/.%2e${SANDBOXES}`,
    `${HEALTHZ_PATH}/..%2f${SANDBOXES.slice(1)}`,
    `${HEALTHZ_PATH}%2f..%2f${SANDBOXES.slice(1)}`,
    `${HEALTHZ_PATH}%2F..${SANDBOXES}`,
    `${HEALTHZ_PATH}/..%5c${SANDBOXES.slice(1)}`,
    `${HEALTHZ_PATH}%5c..%5c${SANDBOXES.slice(1)}`,
    `${HEALTHZ_PATH}/%252e%252e%252f${SANDBOXES.slice(1)}`,
    `${HEALTHZ_PATH}/%252e%252e${SANDBOXES}`,
    `${V1}%2f${SANDBOXES.slice(1)}`,
    `/%2e${CREATE_PATH}`,
    `${HEALTHZ_PATH}%3f/..${SANDBOXES}`,
    `${HEALTHZ_PATH}%23/..${SANDBOXES}`,
  ].map((path) => to(path)),
});
