import { shown } from '../../base/redact.ts';
import type { Secrets } from '../../base/secrets.ts';
import type { Report } from '../../model/report.ts';
import { say } from './output.ts';

/** How many lines of a program's output are shown when it fails. */
const TAIL = 20;
/**
 * How many characters of a line are shown. A longer line is left out, because a cut could fall in the middle of a key.
 */
const LONGEST = 2_000;

/** The output of the program under test: shown as it arrives, or only its end if a check fails. */
export class ProgramOutput {
  readonly #secrets: Secrets;
  readonly #verbose: boolean;
  readonly #open = { stdout: '', stderr: '' };
  #tail: string[] = [];

  constructor(secrets: Secrets, verbose: boolean) {
    this.#secrets = secrets;
    this.#verbose = verbose;
  }

  /** Takes a piece of output. Shows or keeps its complete lines. */
  readonly add = (stream: 'stdout' | 'stderr', text: string): void => {
    const lines = (this.#open[stream] + text).split('\n');
    this.#open[stream] = lines.pop() ?? '';
    for (const line of lines) this.#line(line);
  };

  /** Shows the remaining output. */
  end({ exitCode }: Report): void {
    for (const stream of ['stdout', 'stderr'] as const) if (this.#open[stream] !== '') this.#line(this.#open[stream]);
    if (exitCode === 0 || this.#tail.length === 0) return;
    say('podflare-conformance: the last lines that the program printed (--verbose shows all):');
    for (const line of this.#tail) say(line);
  }

  #line(text: string): void {
    const line = text.replace(/\r$/, '');
    const printed = line.length > LONGEST ? `[a line of ${line.length} characters]` : shown(line, this.#secrets);
    if (this.#verbose) say(`| ${printed}`);
    else this.#tail = [...this.#tail.slice(1 - TAIL), `| ${printed}`];
  }
}
