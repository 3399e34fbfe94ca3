import type { Progress } from '../../run/plan.ts';

/** Milliseconds between two lines where lines cannot be overwritten. */
const PACE_MS = 10_000;

/** Shows on stderr how far a run is. */
export interface ProgressLine {
  update(progress: Progress): void;
  /** Removes the line. */
  clear(): void;
  /** `120 of 512 cases, 3 failed`. */
  readonly text: string;
}

/** One line that is written over on a terminal; in CI a line every 10 s; elsewhere nothing. */
export function progressLine(stream: NodeJS.WriteStream, ci: boolean, unit = 'cases'): ProgressLine {
  let text = 'nothing was run yet';
  let spokenAt = performance.now();
  return {
    update({ done, total, failed }) {
      text = `${done} of ${total} ${unit}${failed > 0 ? `, ${failed} failed` : ''}`;
      const now = performance.now();
      if (!stream.isTTY && !(ci && now - spokenAt > PACE_MS)) return;
      spokenAt = now;
      stream.write(stream.isTTY ? `\r\x1b[2K${text}` : `${text}\n`);
    },
    clear() {
      if (stream.isTTY) stream.write('\r\x1b[2K');
    },
    get text() {
      return text;
    },
  };
}
