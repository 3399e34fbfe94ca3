/** The only Node.js global that the mock uses, for browser bundles. */
export { Buffer } from './node.ts';
