import { type Check, type CheckText, checkEach } from '../../../../src/checks/check.ts';
import type { Trial } from '../../../../src/checks/trial.ts';
import { line, noWayAround, type Variant } from '../../../lib/bypass.ts';
import { createRequest } from '../../../lib/requests.ts';

const WHY = 'The gate and the router read different strings, and what lies between them is open to everyone.';
export const ONE_STRING = 'Let the gate judge the very path that the router matches, and compare it whole.';

interface Bypass extends Pick<CheckText, 'id' | 'title' | 'fix'> {
  readonly variants: readonly Variant[];
  /** Default `enforced`. */
  readonly on?: CheckText['on'];
  /** Judges more of the last exchange. */
  also?(t: Trial): void;
}

/** A check of one class of ways around the gate, and the ways. */
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
