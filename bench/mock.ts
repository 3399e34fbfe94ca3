import { startHostd } from '../mock/adapters/hostd.ts';
import { inProcess } from './in-process.ts';
import { alternate, atMost, type Figure, median, quantile, ratioAtMost, shareAtLeast } from './measure.ts';
import { fileOf, KEY, ServerProcess } from './processes.ts';
import { request as compose, send } from './traffic.ts';

const CONNECTIONS = 50;
const REQUESTS = 15_000;
const ROUNDS = 7;

const startMock = () => ServerProcess.start(fileOf('dist/mock-main.js'));
const startBare = () => ServerProcess.start(fileOf('bench/programs/bare.mjs'));

/** The mock as a server, compared to a bare node:http server that sends the same bytes. */
export async function* mock(): AsyncGenerator<Figure> {
  yield await coldStart();
  yield* work('GET healthz', request('GET', '/v1/healthz'));
  yield* work('POST create', request('POST', '/v1/sandboxes', '{}'));
  yield* memory();
  yield await starts();
  yield* inProcess();
}

async function coldStart(): Promise<Figure> {
  const firstResponse = (start: () => Promise<ServerProcess>) => async (): Promise<number> => {
    const begun = performance.now();
    await using server = await start();
    await send({ port: server.port, connections: 1, requests: 1, request: () => request('GET', '/v1/healthz') });
    return performance.now() - begun;
  };
  const pairs = await alternate(15, firstResponse(startMock), firstResponse(startBare));
  return ratioAtMost('start to first response', 'ms', 1.4, pairs);
}

/** CPU time and latency of one request, at full load. The mock keeps its journal and writes its log. */
async function* work(name: string, text: string): AsyncGenerator<Figure> {
  await using ours = await startMock();
  await using bare = await startBare();
  const measure = (server: ServerProcess) => async () => {
    const before = server.cpu();
    const times = await send({
      port: server.port,
      connections: CONNECTIONS,
      requests: REQUESTS,
      request: () => text,
    });
    return { cpu: ((server.cpu() - before) / REQUESTS) * 1_000, p99: quantile(times, 0.99) };
  };
  const pairs = await alternate(ROUNDS, measure(ours), measure(bare), 2);
  const of = (field: 'cpu' | 'p99') => pairs.map((pair) => ({ ours: pair.ours[field], bare: pair.bare[field] }));
  yield shareAtLeast(`${name}, CPU time`, 'us', 0.8, of('cpu'));
  yield ratioAtMost(`${name}, p99 of ${CONNECTIONS} connections`, 'ms', 2, of('p99'));
}

async function* memory(): AsyncGenerator<Figure> {
  await using server = await startMock();
  yield atMost('resident memory, idle', 'MB', 55, server.memory());
  const ids: string[] = [];
  const mixed = [
    () => request('GET', '/v1/healthz'),
    () => request('POST', '/v1/sandboxes', '{}'),
    () => request('POST', `/v1/sandboxes/${ids[0]}/exec`, '{"code":"print(1 + 1)"}'),
    () => request('DELETE', `/v1/sandboxes/${ids.pop()}`),
    () => request('POST', '/v1/sandboxes', '{}', 'wrong'),
  ];
  const requests = 100_000;
  await send({
    ...{ port: server.port, connections: CONNECTIONS, requests },
    request: (number) => (mixed[number % mixed.length] ?? mixed[0])?.() ?? '',
    onResponse({ response }) {
      const id = /"id":"(sbx_\w+)"/.exec(response)?.[1];
      if (id !== undefined) ids.push(id);
    },
  });
  yield atMost(`resident memory after ${requests} mixed requests`, 'MB', 160, server.memory());
}

/** How long a test waits for its own mock. */
async function starts(): Promise<Figure> {
  const times: number[] = [];
  for (let i = 0; i < 50; i += 1) {
    const begun = performance.now();
    const hostd = await startHostd({
      env: { PODFLARE_API_KEYS: KEY, PODFLARE_HOSTD_ADDR: '127.0.0.1:0' },
      stdout() {},
      stderr() {},
    });
    times.push(performance.now() - begun);
    hostd.kill();
    await hostd.exited;
  }
  return atMost('startHostd until it listens', 'ms', 10, median(times));
}

function request(method: string, target: string, body?: string, key = KEY): string {
  return compose(method, target, { key, body });
}
