/** An MCP server with the official library and other habits: fetch, no traceparent, forks destroyed too, logs. */
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { z } from 'zod';

const { PODFLARE_HOSTD_URL: base, PODFLARE_API_KEY: key } = process.env;
const headers = { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' };
const made = [];

async function send(method, path, value) {
  console.error(`${method} ${path}`);
  const response = await fetch(`${base}${path}`, { method, headers, body: value && JSON.stringify(value) });
  if (!response.ok) throw new Error(`Unauthorized or worse: ${(await response.json()).error}`);
  return response.status === 204 ? '' : response.text();
}

let creating;
async function sandbox() {
  creating ??= send('POST', '/v1/sandboxes', {}).then(JSON.parse);
  const { id } = await creating;
  if (!made.includes(id)) made.push(id);
  return `/v1/sandboxes/${id}`;
}

const server = new McpServer({ name: 'example', version: '1.0.0' });
const result = (text) => ({ content: [{ type: 'text', text }] });
const code = { code: z.string(), timeout_ms: z.number().optional() };
for (const language of ['python', 'bash'])
  server.registerTool(`run_${language}`, { description: `Run ${language}`, inputSchema: code }, async (args) =>
    result(await send('POST', `${await sandbox()}/exec`, { code: args.code, language })),
  );
server.registerTool('fork', { description: 'Fork', inputSchema: { n: z.number().default(1) } }, async ({ n }) => {
  const { children } = JSON.parse(await send('POST', `${await sandbox()}/fork`, { n }));
  made.push(...children);
  return result(children.join('\n'));
});
for (const name of ['diff', 'merge_into', 'upload', 'download'])
  server.registerTool(name, { description: name, inputSchema: { id: z.string() } }, async () => result('done'));

for (const signal of ['SIGTERM', 'SIGINT'])
  process.on(signal, async () => {
    await Promise.all(made.map((id) => send('DELETE', `/v1/sandboxes/${id}`)));
    process.exit();
  });
await server.connect(new StdioServerTransport());
