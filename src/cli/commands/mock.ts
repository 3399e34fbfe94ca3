import type { Command } from '../command.ts';

export const mock: Command = {
  name: 'mock',
  usage: '[options]',
  summary: 'Serve the reference mock of hostd.',
  description:
    "The mock obeys hostd's own environment: PODFLARE_HOSTD_ADDR (default 127.0.0.1:7070), PODFLARE_API_KEYS, PODFLARE_AUTH_DISABLED and PODFLARE_LOG_FORMAT. Tests in any language control it through /__mock/, which is served on loopback only and described by /__mock/openapi.json.",
  async run(given) {
    const { serveMock } = await import('../actions/mock.ts');
    return await serveMock(given);
  },
};
