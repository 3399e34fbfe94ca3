import type { Slowdown } from '../http/pace.ts';

/** Milliseconds between two lines about the limits of a target. */
const EVERY_MS = 30_000;

/** Reports the first wait that a target asks for, and then at most two a minute. */
export function slowdownNotice(onNotice: ((line: string) => void) | undefined): (slowdown: Slowdown) => void {
  let reportedAt = Number.NEGATIVE_INFINITY;
  return ({ status, waitMs, intervalMs }) => {
    const now = performance.now();
    if (now - reportedAt < EVERY_MS) return;
    reportedAt = now;
    const rate = intervalMs > 0 ? `, then sends ${rateText(intervalMs)}` : '';
    onNotice?.(`the target limits requests (${status}): the run waits ${Math.ceil(waitMs / 1_000)} s${rate}`);
  };
}

function rateText(intervalMs: number): string {
  return intervalMs <= 1_000
    ? `at most ${Math.floor(1_000 / intervalMs)} requests a second`
    : `a request every ${(intervalMs / 1_000).toFixed(1)} s`;
}
