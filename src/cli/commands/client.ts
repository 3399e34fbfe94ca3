import type { Command } from '../command.ts';

export const client: Command = {
  name: 'client',
  usage: '[options] -- COMMAND...',
  summary: 'Check what an SDK or an app sends: run it against the mock, then again with a revoked key.',
  description:
    'The program finds the address of hostd in PODFLARE_HOSTD_URL (also in PODFLARE_HOST and PODFLARE_API_URL), its key in PODFLARE_API_KEY and its trace in PODFLARE_TRACEPARENT. Exit codes: 0 conformant; 1 not conformant; 2 wrong usage, or a report could not be written; 3 the program could not be started or sent no request; 4 a bug in podflare-conformance.',
  positionals: Number.POSITIVE_INFINITY,
  async run(given, secrets) {
    const { checkWith } = await import('../actions/program.ts');
    return await checkWith('client', given, secrets);
  },
};
