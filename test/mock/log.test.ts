import { describe, expect, test } from 'vitest';
import { parseTraceparent } from '../../mock/core/trace.ts';
import { KEY, send, start } from './support.ts';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const SPAN = '00f067aa0ba902b7';

describe('the log', () => {
  test('has one line a request, with the trace', async () => {
    const { port, stderr } = await start();
    const headers = ['TraceParent', `00-${TRACE}-${SPAN}-01`];
    await send(port, { method: 'POST', target: '/v1/sandboxes?x=secret', headers });
    await send(port, { key: 'wrong', target: '/v1/sandboxes' });
    expect(stderr).toHaveLength(2);
    expect(stderr[0]).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z INFO http_request method=POST path=\/v1\/sandboxes /);
    expect(stderr[0]).toContain(`trace_id=${TRACE} parent_span_id=${SPAN} `);
    expect(stderr[1]).toContain('trace_id= parent_span_id= ');
    expect(stderr.join('')).not.toMatch(new RegExp(`${KEY}|wrong|secret`));
  });

  test('is JSON when asked for', async () => {
    const { port, stderr } = await start({ PODFLARE_LOG_FORMAT: 'json', PODFLARE_AUTH_DISABLED: '1' });
    await send(port, { headers: ['traceparent', `00-${TRACE}-${SPAN}-00`] });
    const lines = stderr.map((line) => JSON.parse(line));
    expect(lines.slice(0, -1).every(({ level }) => level === 'WARN')).toBe(true);
    expect(lines.at(-1)).toMatchObject({
      level: 'INFO',
      span: { name: 'http_request', method: 'GET', path: '/v1/healthz', trace_id: TRACE, parent_span_id: SPAN },
    });
  });

  test.each([[`00-${TRACE.toUpperCase()}-${SPAN}-01`], ['nonsense'], ['']])(
    'traceparent %j is ignored',
    async (value) => {
      const { port, stderr } = await start();
      expect((await send(port, { headers: ['traceparent', value] })).status).toBe(200);
      expect(stderr[0]).toContain('trace_id= parent_span_id= ');
    },
  );

  test('two traceparent lines are ignored', async () => {
    const { port, stderr } = await start();
    const line = ['traceparent', `00-${TRACE}-${SPAN}-01`];
    expect((await send(port, { headers: [...line, ...line] })).status).toBe(200);
    expect(stderr[0]).toContain('trace_id= ');
  });
});

describe('traceparent', () => {
  test.each([
    `00-${TRACE}-${SPAN}-00`,
    `00-${TRACE}-${SPAN}-03`,
    ` 00-${TRACE}-${SPAN}-01\t`,
    `cc-${TRACE}-${SPAN}-01`,
    `cc-${TRACE}-${SPAN}-01-more`,
  ])('%j is valid', (value) => {
    expect(parseTraceparent(value)).toEqual({ traceId: TRACE, parentSpanId: SPAN });
  });

  test.each([
    `00-${TRACE}-${SPAN}`,
    `00-${TRACE}-${SPAN}-0`,
    `00-${TRACE}-${SPAN}-001`,
    `00-${TRACE}-${SPAN}-zz`,
    `00-${TRACE}-${SPAN}-01-more`,
    `00-${TRACE}-${SPAN}-01.`,
    `cc-${TRACE}-${SPAN}-01.x`,
    `ff-${TRACE}-${SPAN}-01`,
    `00-${TRACE.slice(1)}-${SPAN}-01`,
    `00-${TRACE}0-${SPAN}-01`,
    `00-${'0'.repeat(32)}-${SPAN}-01`,
    `00-${TRACE}-${'0'.repeat(16)}-01`,
    `00-${TRACE}-${SPAN.toUpperCase()}-01`,
    `00-${TRACE}-${SPAN}-01,00-${TRACE}-${SPAN}-01`,
  ])('%j is not', (value) => {
    expect(parseTraceparent(value)).toEqual({ traceId: '', parentSpanId: '' });
  });
});
