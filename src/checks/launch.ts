/** How a launched server ended. */
export interface Exit {
  /** Exit code; null when a signal ended it. */
  readonly code: number | null;
  readonly signal: string | null;
  /** What else is known of it, such as that it had used up its memory. */
  readonly note?: string;
}

/** What a launched server printed so far. */
export interface Printed {
  readonly stdout: string;
  readonly stderr: string;
  /** Both streams, line by line, without empty lines. */
  readonly lines: readonly string[];
  /** The last lines, for a message. */
  tail(lines?: number): string;
  /** Waits at most `limitMs` milliseconds for a line that satisfies the predicate; undefined when none comes. */
  find(predicate: (line: string) => boolean, limitMs: number): Promise<string | undefined>;
}

/** How long a server may take to end after SIGTERM, in milliseconds. */
export const STOP_LIMIT_MS = 5_000;

/** What a server did that was launched under a configuration that it must refuse. */
export interface Attempt {
  /** How it ended; undefined when the suite had to end it. */
  readonly exit: Exit | undefined;
  readonly output: Printed;
  /** True when it responded to a request. */
  readonly answered: boolean;
  /** How many looks in a row found its port accepting connections. */
  readonly looksOpen: number;
  /** True when it could be reached, or listened, at an address that is not loopback. */
  readonly exposed: boolean;
  /** The limit within which it had to end, in milliseconds. */
  readonly limitMs: number;
}

/** What a server printed from its launch to its end while it got nothing but one liveness request. */
export interface QuietRun {
  readonly output: Printed;
  readonly keys: readonly string[];
  /** What it had printed before it was told to end. */
  readonly early: readonly string[];
  /** True when SIGTERM ended it within STOP_LIMIT_MS. */
  readonly stopped: boolean;
}

/** `exit code 1` or `signal SIGKILL`, with the note. */
export function exitText(exit: Exit | undefined): string {
  if (!exit) return 'no exit';
  const note = exit.note === undefined ? '' : ` (${exit.note})`;
  return (exit.signal === null ? `exit code ${exit.code}` : `signal ${exit.signal}`) + note;
}
