import type { HttpHandler } from 'msw';
import type { Mock } from './adapters/create-mock.ts';

export { createMock, type Mock, type MockOptions } from './adapters/create-mock.ts';

const { http, HttpResponse } = await load();

/** Loads MSW, which users install themselves. */
function load(): Promise<typeof import('msw')> {
  return import('msw').catch((error: Error & { code?: string }) => {
    if (error.code !== 'ERR_MODULE_NOT_FOUND' || !/'msw'/.test(error.message)) throw error;
    throw new Error('podflare-conformance/msw requires the package msw: run npm install --save-dev msw@2');
  });
}

/**
 * Handlers for MSW's `setupServer` and `setupWorker`. The mock responds to every request to the origin of `baseUrl`.
 *
 * MSW intercepts `fetch`, so the mock receives requests as `fetch` rewrites them: it normalises targets, lowercases
 * header names, joins repeated headers, and rejects TRACE, CONNECT and a body on GET. The mock does not notice when a
 * client aborts, and a reset before the response looks like any other network error. To test these, use `mock.listen()`.
 *
 * @param mock the mock that handles the requests, with its journal, script, faults and keys
 * @param baseUrl a URL with the origin that the client sends its requests to, default `http://127.0.0.1:7070`
 * @throws TypeError when `baseUrl` is not a URL
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
