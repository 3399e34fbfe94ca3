/** The one global of node that the mock uses, for bundles for a browser. Timers stay the browser's own. */
export { Buffer } from './node.ts';
