/** Replays recorded requests as fast as node:http can: `node replay.mjs FILE PORT CONCURRENCY`. */
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';

const [file, port, concurrency] = process.argv.slice(2);
const recorded = JSON.parse(readFileSync(file, 'utf8'));
const agent = new Agent({ keepAlive: true, maxSockets: Number(concurrency) });
let next = 0;

function send({ method, target, rawHeaders, body }) {
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port, agent, method, path: target, headers: rawHeaders });
    outgoing.on('response', (response) => response.resume().on('close', resolve));
    outgoing.on('error', reject);
    outgoing.end(body, 'latin1');
  });
}

async function worker() {
  for (let i = next++; i < recorded.length; i = next++) await send(recorded[i]);
}

await Promise.all(Array.from({ length: Number(concurrency) }, worker));
agent.destroy();
