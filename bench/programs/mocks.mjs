// Serves so many mocks, each at a port of its own, until its standard input ends. Prints their URLs as one line of JSON.
import { createMock } from '../../dist/mock.js';

const [count, key] = process.argv.slice(2);
const urls = [];
for (let i = 0; i < Number(count); i += 1) urls.push(await createMock({ keys: [key], journalCap: 1 }).listen());
console.log(JSON.stringify(urls));
process.stdin.on('end', () => process.exit(0)).resume();
