import { onTestFinished } from 'vitest';
import { createMock, type Mock, type MockOptions } from '../../mock/index.ts';
import { type Event, eventsOf } from './support.ts';

/** The two ways to a mock: a socket, and the injected fetch. */
export const WAYS = ['server', 'fetch'] as const;
export type Way = (typeof WAYS)[number];

/** A client of a mock, as an SDK is one. */
export interface Client {
  fetch(
    method: string,
    path: string,
    init?: { body?: object; key?: string | null; signal?: AbortSignal },
  ): Promise<Response>;
  create(): Promise<string>;
  /** The events of a run. Rejects when the stream breaks. */
  exec(id: string, code: string, language?: string): Promise<Event[]>;
}

/** A mock that ends with the test, and a client of it. */
export async function bench(way: Way, options?: MockOptions): Promise<{ mock: Mock; client: Client }> {
  const mock = createMock(options);
  onTestFinished(() => mock.close());
  if (way === 'server') await mock.listen();
  return { mock, client: clientOf(mock, way) };
}

export function clientOf(mock: Mock, way: Way, ownKey = mock.key): Client {
  const base = way === 'server' ? mock.url : '';
  const send: Client['fetch'] = (method, path, { body, key = ownKey, signal } = {}) =>
    (way === 'server' ? fetch : mock.fetch)(`${base}${path}`, {
      method,
      headers: {
        ...(key !== null && { authorization: `Bearer ${key}` }),
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
      ...(signal && { signal }),
    });
  return {
    fetch: send,
    async create() {
      const { id } = (await (await send('POST', '/v1/sandboxes')).json()) as { id: string };
      return id;
    },
    async exec(id, code, language) {
      const response = await send('POST', `/v1/sandboxes/${id}/exec`, {
        body: { code, ...(language && { language }) },
      });
      return eventsOf(await response.text());
    },
  };
}

/** Type and data of events. */
export function told(events: readonly Event[]): (string | number)[][] {
  return events.map(({ type, data }) => [type, data]);
}
