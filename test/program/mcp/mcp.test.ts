import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { checkMcp } from '../../../src/api/programs.ts';
import type { Report } from '../../../src/model/report.ts';
import { mcpChecks } from '../../../suites/mcp/mcp.ts';

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const ids = ({ checks }: Report, ...outcomes: string[]) =>
  checks.filter(({ outcome }) => outcomes.includes(outcome)).map(({ id }) => id);
const REVOKED = ['mcp/revoked-fails', 'mcp/revoked-says-so', 'mcp/revoked-stops'];

/** The defects of server.mjs: the checks that fail, and those that become untestable. */
const defects: Readonly<Record<string, { readonly breaks: readonly string[]; readonly hides?: readonly string[] }>> = {
  'no-key-on-exec': { breaks: ['mcp/authorization', 'mcp/runs'], hides: ['mcp/works', ...REVOKED] },
  'lower-case-scheme': { breaks: ['mcp/authorization'] },
  'key-twice': {
    breaks: ['mcp/authorization-once', 'mcp/runs', 'mcp/one-sandbox'],
    hides: ['mcp/works', 'mcp/sigterm', 'mcp/sigint', ...REVOKED],
  },
  'key-in-header': { breaks: ['mcp/key-in-header'] },
  'key-in-url': { breaks: ['mcp/key-in-url'] },
  'no-content-type': { breaks: ['mcp/content-type'] },
  'short-traceparent': { breaks: ['mcp/traceparent'] },
  'unknown-route': { breaks: ['mcp/operation'] },
  'wrong-body': { breaks: ['mcp/body'] },
  'tool-missing': { breaks: ['mcp/tools'] },
  'logs-to-stdout': { breaks: ['mcp/stdout'] },
  'loses-output': { breaks: ['mcp/runs'] },
  eager: { breaks: ['mcp/lazy'] },
  'sandbox-per-call': { breaks: ['mcp/one-sandbox', 'mcp/sigterm'] },
  'leaves-the-sandbox': { breaks: ['mcp/sigterm', 'mcp/sigint'] },
  'deletes-twice': { breaks: ['mcp/sigterm', 'mcp/sigint'] },
  'ignores-SIGINT': { breaks: ['mcp/sigint'] },
  'prints-the-key': { breaks: ['mcp/key-not-printed'] },
  'key-in-result': { breaks: ['mcp/key-not-printed'] },
  'hides-errors': { breaks: ['mcp/revoked-fails'] },
  'says-nothing': { breaks: ['mcp/revoked-says-so'] },
  'retries-401': { breaks: ['mcp/revoked-stops'] },
};

describe('a correct MCP server', () => {
  test('by hand', async () => {
    const report = await checkMcp({ command: [process.execPath, path('server.mjs')] });
    expect(report.checks.filter(({ outcome }) => outcome !== 'pass')).toEqual([]);
    expect(report).toMatchObject({ exitCode: 0, verdict: 'conformant' });
  });

  test('with the official library', async () => {
    const report = await checkMcp({ command: [process.execPath, path('sdk-server.mjs')] });
    expect(ids(report, 'fail', 'warn', 'note', 'untestable', 'error')).toEqual([]);
    expect(ids(report, 'skip')).toEqual(['mcp/traceparent']);
  });

  test('that does not start with a revoked key', async () => {
    const report = await checkMcp({
      command: [process.execPath, path('server.mjs'), '--defect', 'eager'],
      only: REVOKED,
    });
    expect(ids(report, 'pass')).toEqual(REVOKED);
  });
});

describe('an MCP server with a defect', () => {
  test.concurrent.for(Object.entries(defects))('%s', async ([name, { breaks, hides = [] }], { expect }) => {
    const report = await checkMcp({ command: [process.execPath, path('server.mjs'), '--defect', name] });
    expect(ids(report, 'fail', 'warn', 'note')).toEqual(breaks);
    expect(ids(report, 'untestable')).toEqual(hides);
    if (hides.length > 0) expect(report.exitCode).toBe(1);
  });

  test('each check is proven able to fail', () => {
    const killed = new Set(Object.values(defects).flatMap(({ breaks, hides = [] }) => [...breaks, ...hides]));
    expect(mcpChecks.map(({ id }) => id).filter((id) => !killed.has(id))).toEqual([]);
  });
});

test.each([
  [['./none'], 'cannot start "./none": no such program'],
  [
    ['sh', '-c', 'echo "not today" >&2'],
    'the server does not speak MCP: MCP error -32000: Connection closed. It printed:\nnot today',
  ],
  [
    [process.execPath, path('server.mjs'), '--defect', 'other-tools'],
    'the server sent no request to hostd at PODFLARE_HOSTD_URL; its tools are: hello',
  ],
])('%j cannot be started: a TargetError', async (command, message) => {
  await expect(checkMcp({ command })).rejects.toMatchObject({ exitCode: 3, message });
});
