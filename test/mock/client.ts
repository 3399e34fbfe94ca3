import { expect, onTestFinished } from 'vitest';
import { createMock, type Mock, type MockOptions } from '../../mock/index.ts';
import { type Event, eventsOf, idOf } from './support.ts';

/** The two ways to reach a mock: over a socket, and by its own fetch. */
export const WAYS = ['server', 'fetch'] as const;
export type Way = (typeof WAYS)[number];

/** A client of a mock, like an SDK. */
export interface Client {
  fetch(
    method: string,
    path: string,
    init?: { body?: object; key?: string | null; signal?: AbortSignal },
  ): Promise<Response>;
  /** Creates a sandbox. Fails the test when the mock does not. */
  create(): Promise<string>;
  /** Runs code and returns its events. Rejects when the stream breaks. */
  exec(id: string, code: string, language?: string): Promise<Event[]>;
}

/** Creates a mock, which is closed after the test, and a client of it. */
export async function mockAndClient(way: Way, options?: MockOptions): Promise<{ mock: Mock; client: Client }> {
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
      const response = await send('POST', '/v1/sandboxes');
      return idOf(response.status, await response.json());
    },
    async exec(id, code, language) {
      const response = await send('POST', `/v1/sandboxes/${id}/exec`, {
        body: { code, ...(language && { language }) },
      });
      expect(response.status).toBe(200);
      return eventsOf(await response.text());
    },
  };
}

/** The type and data of events. */
export function typeAndData(events: readonly Event[]): (string | number)[][] {
  return events.map(({ type, data }) => [type, data]);
}
