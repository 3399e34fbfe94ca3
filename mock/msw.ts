import type { HttpHandler } from 'msw';
import type { Mock } from './adapters/create-mock.ts';

export { createMock, type Mock, type MockOptions } from './adapters/create-mock.ts';

const { http, HttpResponse } = await load();

/** Loads msw, which the user installs. */
function load(): Promise<typeof import('msw')> {
  return import('msw').catch((error: Error & { code?: string }) => {
    if (error.code !== 'ERR_MODULE_NOT_FOUND' || !/'msw'/.test(error.message)) throw error;
    throw new Error('podflare-conformance/msw needs the package msw: npm install --save-dev msw@2');
  });
}

/**
 * Handlers for msw's `setupServer` and `setupWorker`: every request below `baseUrl` is answered by the mock. What msw
 * shows of a request is what a fetch made of it: targets are normalised, header names are in lower case and repeated
 * ones joined, and a fetch refuses some requests before msw sees them (TRACE, CONNECT, a body on GET). A client that
 * aborts is not noticed, and a reset before the answer is the same network error as any. For those listen on a port.
 *
 * @param mock what answers; journal, script, faults and keys of it work as they do with a server
 * @param baseUrl the origin that the client is told, default `http://127.0.0.1:7070`
 */
export function createHandlers(mock: Pick<Mock, 'fetch'>, baseUrl = 'http://127.0.0.1:7070'): HttpHandler[] {
  const { origin } = new URL(baseUrl);
  return [
    http.all(new RegExp(`^${origin.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')}/`), async ({ request }) => {
      try {
        return await mock.fetch(request);
      } catch {
        return HttpResponse.error();
      }
    }),
  ];
}
