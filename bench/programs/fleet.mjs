// Checks the hostds whose URLs are the JSON on standard input. Prints as JSON what it took.
import { text } from 'node:stream/consumers';
import { checkFleet } from '../../dist/index.js';

const [key] = process.argv.slice(2);
const urls = JSON.parse(await text(process.stdin));
const since = performance.now();
const fleet = await checkFleet({ targets: urls.map((url) => ({ url, keys: [key] })) });
const ms = performance.now() - since;
const { maxRSS } = process.resourceUsage();
console.log(JSON.stringify({ ms, maxRssKb: maxRSS, bytes: JSON.stringify(fleet).length, exitCode: fleet.exitCode }));
