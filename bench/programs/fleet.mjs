// Checks the hostds whose URLs it reads as JSON from stdin. Prints the cost of the run as JSON.
import { text } from 'node:stream/consumers';
import { checkFleet } from '../../dist/index.js';

const [key] = process.argv.slice(2);
const urls = JSON.parse(await text(process.stdin));
const since = performance.now();
const fleet = await checkFleet({ targets: urls.map((url) => ({ url, keys: [key] })) });
const ms = performance.now() - since;
const { maxRSS } = process.resourceUsage();
console.log(JSON.stringify({ ms, maxRssKb: maxRSS, bytes: JSON.stringify(fleet).length, exitCode: fleet.exitCode }));
