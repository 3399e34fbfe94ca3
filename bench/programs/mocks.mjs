// Serves a number of mocks, each on its own port, until stdin ends: `node mocks.mjs COUNT KEY`. Prints their URLs as one
// line of JSON.
import { createMock } from '../../dist/mock.js';

const [count, key] = process.argv.slice(2);
const urls = [];
for (let i = 0; i < Number(count); i += 1) urls.push(await createMock({ keys: [key], journalCap: 1 }).listen());
console.log(JSON.stringify(urls));
process.stdin.on('end', () => process.exit(0)).resume();
