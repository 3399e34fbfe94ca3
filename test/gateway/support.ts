import { type CheckOptions, checkHostd } from '../../src/api/check-hostd.ts';
import { freePort } from '../../src/hosts/ports.ts';
import type { Outcome, Report } from '../../src/model/report.ts';
import { checks } from '../../suites/index.ts';

/** Checks of the requests that a gateway forwards. */
export const gatewayIds = checks.filter(({ recorder }) => recorder !== undefined).map(({ id }) => id);

/** Something in front of the port of this machine that the suite will listen at. */
export type Front = (port: number) => Promise<{ readonly url: string } & AsyncDisposable>;

/** Runs the suite on a gateway; default: the core profile. */
export async function checkGateway(front: Front, options: CheckOptions = {}): Promise<Report> {
  const port = await freePort();
  await using gateway = await front(port);
  return await checkHostd({ timeoutMs: 3_000, ...options, url: gateway.url, upstream: `127.0.0.1:${port}` });
}

/** Ids of the checks with one of these outcomes. Throws if a check has the outcome error. */
export function idsOf(report: Report, ...outcomes: readonly Outcome[]): string[] {
  const broken = report.checks.find(({ outcome }) => outcome === 'error');
  if (broken) throw new Error(`${broken.id}: ${broken.cases.find(({ reason }) => reason)?.reason}`);
  return report.checks.filter(({ outcome }) => outcomes.includes(outcome)).map(({ id }) => id);
}
