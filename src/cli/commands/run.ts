import type { Command } from '../command.ts';

export const run: Command = {
  name: 'run',
  usage: '[--url URL|--command CMD|--image IMAGE] [options]',
  summary: 'Check a hostd. Without a target, the reference mock is checked.',
  description:
    'Exit codes: 0 conformant; 1 not conformant; 2 wrong usage, no check ran, or a report could not be written; 3 the target could not be reached or started, or is not hostd; 4 a bug in podflare-conformance.',
  async run(given, secrets) {
    const { checkServers } = await import('../actions/run.ts');
    return await checkServers(given, secrets);
  },
};
