import { type Address, formatAddress } from '../../mock/core/config.ts';
import type { Target } from '../hosts/host.ts';
import type { Serving } from './recorder.ts';

/** A running gateway, with the recorder behind it. `gateway` is the address that the suite sends to. */
export function gatewayTarget(gateway: Target, upstream: Address, keys: readonly string[]): Target {
  const where = formatAddress(upstream);
  let serving: Promise<Serving> | undefined;
  const serve = () => {
    serving ??= import('./recorder.ts').then(({ serveRecorder }) => serveRecorder(upstream, keys));
    return serving;
  };
  return {
    ...gateway,
    label: `${gateway.label} in front of ${where}`,
    observed: true,
    open: async () => void (await serve()),
    async start(launch) {
      const [running, { recorder }] = await Promise.all([gateway.start(launch), serve()]);
      return { ...running, recorder };
    },
    async close(graceMs) {
      const open = await serving?.catch(() => undefined);
      await Promise.all([open?.close(), gateway.close(graceMs)]);
    },
  };
}
