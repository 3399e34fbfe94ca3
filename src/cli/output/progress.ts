import type { Progress } from '../../run/plan.ts';

/** Milliseconds between two lines where lines cannot be overwritten. A run shorter than two of these prints none. */
const EVERY_MS = 10_000;

/** Shows on stderr how far a run is. */
export interface ProgressLine {
  update(progress: Progress): void;
  /** Removes the line; the next update shows it again. */
  clear(): void;
  /** Removes the line and prints no other. */
  end(): void;
  /** `120 of 512 cases, 3 failed`. */
  readonly text: string;
}

/**
 * Shows one line that is overwritten on a terminal. Elsewhere it prints a line every 10 s, the first after 20 s, also
 * while no case ends, so that a log shows that a long run is alive.
 */
export function progressLine(stream: NodeJS.WriteStream, unit = 'cases'): ProgressLine {
  let text = 'nothing was run yet';
  let ticks = 0;
  const timer = setInterval(() => {
    ticks += 1;
    if (!stream.isTTY && ticks > 1) stream.write(`podflare-conformance: ${text}\n`);
  }, EVERY_MS).unref();
  const clear = () => {
    if (stream.isTTY) stream.write('\r\x1b[2K');
  };
  return {
    update({ done, total, failed }) {
      text = `${done} of ${total} ${unit}${failed > 0 ? `, ${failed} failed` : ''}`;
      if (stream.isTTY) stream.write(`\r\x1b[2K${text}`);
    },
    clear,
    end() {
      clearInterval(timer);
      clear();
    },
    get text() {
      return text;
    },
  };
}
