import { type Check, type CheckText, checkEach } from '../../../../src/checks/check.ts';
import type { Trial } from '../../../../src/checks/trial.ts';
import { line, noWayAround, type Variant } from '../../../lib/bypass.ts';
import { createRequest } from '../../../lib/requests.ts';

const WHY = 'If the key check and the router read the path differently, everything in between is open to everyone.';
export const ONE_STRING = 'Check exactly the path that the router matches, and compare the whole path.';

export interface Bypass extends Pick<CheckText, 'id' | 'title' | 'fix'> {
  readonly variants: readonly Variant[];
  /** Default `enforced`. */
  readonly on?: CheckText['on'];
  /** Judges the last exchange further. */
  also?(t: Trial): void;
}

/** A check that tries one class of requests, with those requests. */
export function bypass({ variants, also, on = ['enforced'], ...text }: Bypass): Check & Pick<Bypass, 'variants'> {
  const check = checkEach(variants, {
    ...text,
    level: 'must',
    rule: 'auth/no-way-around',
    why: WHY,
    on,
    async run(t, { request }) {
      await noWayAround(t, request);
      also?.(t);
    },
  });
  return { ...check, variants };
}

export const override = (target: string, method: string, name: string, value: string): Variant => ({
  name: `${method} ${target} with ${name}: ${value}`,
  request: { ...createRequest, method, target, headers: [...createRequest.headers, line(name, value)] },
});
