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
  /** The values that no error may show. */
  readonly secrets: Secrets;
}

/**
 * Looks once whether the gateway forwards to the recorder, so that one that leads elsewhere is one line.
 * @throws TargetError when the gateway gives no answer, or nothing of what it was sent arrives
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
        `no request sent to the gateway at ${gateway} arrived at ${upstream} (${answers(health, call)}): ` +
          'the gateway cannot reach that address, forwards to another one, or responds itself; ' +
          `point it at ${upstream}, where the suite listens while it runs`,
      );
    if (call.response?.status === 401 && came.every(({ method }) => method !== call.request.method))
      throw new UsageError(
        `the gateway at ${gateway} refuses the key itself (401, and nothing arrived at ${upstream}): ` +
          'give one that it accepts, with --key-file, --key or PODFLARE_API_KEY',
      );
  } finally {
    wire.close();
  }
}

function answers(...exchanges: readonly Exchange[]): string {
  const said = exchanges.map(({ request, response }) => `${request.method} got ${response?.status ?? 'no response'}`);
  return said.join(', ');
}
