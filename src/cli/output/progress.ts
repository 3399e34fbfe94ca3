import type { Progress } from '../../run/plan.ts';

/**
 * Milliseconds between two progress lines if the output is not a terminal. A run shorter than twice this prints none.
 */
const EVERY_MS = 10_000;

/** Shows the progress of a run on stderr. */
export interface ProgressLine {
  update(progress: Progress): void;
  /** Removes the line; the next update shows it again. */
  clear(): void;
  /** Removes the line for good. */
  end(): void;
  /** `120 of 512 cases, 3 failed`. */
  readonly text: string;
}

/**
 * On a terminal, shows one line and overwrites it. Elsewhere, prints a line every 10 s, the first after 20 s. It prints
 * even if no case ends, so that the log shows that a long run is alive.
 */
export function progressLine(stream: NodeJS.WriteStream, unit = 'cases'): ProgressLine {
  let text = `0 ${unit}`;
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
