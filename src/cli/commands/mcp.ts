import type { Command } from '../command.ts';

export const mcp: Command = {
  name: 'mcp',
  usage: '[options] -- COMMAND...',
  summary: 'Check an MCP server: start it over stdio, call its tools and look at what it sends to hostd.',
  description:
    'Requires the package @modelcontextprotocol/sdk. The server finds the address of hostd in PODFLARE_HOSTD_URL and its key in PODFLARE_API_KEY. Start the server directly, not through a shell or npm, so that it receives the signals. Exit codes: the same as for client.',
  positionals: Number.POSITIVE_INFINITY,
  async run(given, secrets) {
    const { checkWith } = await import('../actions/program.ts');
    return await checkWith('mcp', given, secrets);
  },
};
