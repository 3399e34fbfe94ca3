import { setupServer } from 'msw/node';
import { createMock } from '../mock/adapters/create-mock.ts';
import { createHandlers } from '../mock/msw.ts';
import { alternate, atMost, type Figure, format, median } from './measure.ts';

const CALLS = 2_000;
const ORIGIN = 'http://hostd.example';

/** The mock in the same process as its test. */
export async function* inProcess(): AsyncGenerator<Figure> {
  yield await listens();
  yield await fetches();
  yield await stops();
}

/** How long a test waits for its own mock. */
async function listens(): Promise<Figure> {
  const times: number[] = [];
  for (let i = 0; i < 50; i += 1) {
    const begun = performance.now();
    await using mock = createMock();
    await mock.listen();
    times.push(performance.now() - begun);
  }
  return atMost('createMock until it listens', 'ms', 10, median(times));
}

/** CPU time of a call of mock.fetch, compared to the same call through MSW. */
async function fetches(): Promise<Figure> {
  await using mock = createMock();
  const server = setupServer(...createHandlers(mock, ORIGIN));
  const init = { method: 'POST', headers: { authorization: `Bearer ${mock.key}` } };
  const timed = async (call: typeof fetch): Promise<number> => {
    const begun = process.cpuUsage();
    for (let i = 0; i < CALLS; i += 1) await (await call(`${ORIGIN}/v1/sandboxes`, init)).json();
    const { user, system } = process.cpuUsage(begun);
    return (user + system) / CALLS;
  };
  const pairs = await alternate(
    5,
    () => timed(mock.fetch),
    async () => {
      server.listen();
      const time = await timed((...args) => fetch(...args));
      server.close();
      return time;
    },
  );
  const [ours, msw] = [median(pairs.map((pair) => pair.ours)), median(pairs.map((pair) => pair.bare))];
  const value = `${format(ours)} us, msw ${format(msw)} us: ${format(msw / ours)} times as much`;
  return { what: 'mock.fetch, CPU time', value, budget: 'at least 10 times', holds: msw / ours >= 10 };
}

/** How soon a sandbox is free after a client aborts a run. */
async function stops(): Promise<Figure> {
  await using mock = createMock({
    script: [{ code: 'slow', reply: { steps: [{ stdout: 'x' }, { delayMs: 3_600_000 }] } }],
  });
  const url = await mock.listen();
  const headers = { authorization: `Bearer ${mock.key}`, 'content-type': 'application/json' };
  const created = (await (await fetch(`${url}/v1/sandboxes`, { method: 'POST', headers })).json()) as { id: string };
  const exec = (code: string, signal?: AbortSignal) =>
    fetch(`${url}/v1/sandboxes/${created.id}/exec`, {
      ...{ method: 'POST', headers, body: JSON.stringify({ code }) },
      ...(signal && { signal }),
    });
  const times: number[] = [];
  for (let i = 0; i < 20; i += 1) {
    const controller = new AbortController();
    const response = await exec('slow', controller.signal);
    await response.body?.getReader().read();
    const begun = performance.now();
    controller.abort();
    await (await exec('print(1)')).text();
    times.push(performance.now() - begun);
  }
  return atMost('from the abort of a run to the end of the next run', 'ms', 100, median(times));
}
