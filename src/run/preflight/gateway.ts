import { TargetError, UsageError } from '../../base/errors.ts';
import type { Random } from '../../base/random.ts';
import type { Secrets } from '../../base/secrets.ts';
import { LIVENESS } from '../../checks/probe.ts';
import { destroyRequest } from '../../checks/sandboxes.ts';
import type { Target } from '../../hosts/host.ts';
import { type Exchange, Wire } from '../../http/client.ts';
import type { Limits } from '../limits.ts';
import { unreachable } from './preflight.ts';

export interface GatewayPreflightOptions {
  /** The address of the recorder, as errors show it. */
  readonly upstream: string;
  readonly limits: Pick<Limits, 'timeoutMs'>;
  readonly random: Random;
  /** Values that must not appear in errors. */
  readonly secrets: Secrets;
}

/**
 * Checks once that the gateway forwards to the recorder, so that a misconfigured gateway is reported in one line.
 * @throws TargetError when the gateway does not respond, or does not forward anything to the recorder
 * @throws UsageError when the gateway itself refuses the key
 */
export async function gatewayPreflight(
  target: Target,
  key: string | undefined,
  { upstream, limits, random, secrets }: GatewayPreflightOptions,
): Promise<void> {
  const running = await target.start({ name: 'preflight', env: {}, host: '', port: 0 });
  const wire = new Wire(running.endpoint, running.authority, limits.timeoutMs, secrets.quote);
  try {
    const mark = random.for('preflight')(16).toString('hex');
    const health = await wire.send({ ...LIVENESS, target: `${LIVENESS.target}?probe=${mark}` });
    const call = await wire.send(destroyRequest(`sbx_${mark}`, key));
    if (!health.response && !call.response) throw await unreachable(target, wire, [health, call]);
    const came = running.recorder?.arrivals(mark) ?? [];
    const gateway = wire.authority;
    if (came.length === 0)
      throw new TargetError(
        `no request sent to the gateway at ${gateway} arrived at ${upstream} (${statuses(health, call)}): ` +
          'the gateway cannot reach that address, forwards to another one, or responds itself; ' +
          `point it at ${upstream}, where the suite listens while it runs`,
      );
    if (call.response?.status === 401 && came.every(({ method }) => method !== call.request.method))
      throw new UsageError(
        `the gateway at ${gateway} refuses the key itself (401, and nothing arrived at ${upstream}): ` +
          'pass a key that it accepts, with --key-file, --key or PODFLARE_API_KEY',
      );
  } finally {
    wire.close();
  }
}

function statuses(...exchanges: readonly Exchange[]): string {
  const parts = exchanges.map(({ request, response }) => `${request.method} got ${response?.status ?? 'no response'}`);
  return parts.join(', ');
}
