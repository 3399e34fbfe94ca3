/** How a launched server ended. */
export interface Exit {
  /** Exit code; null when a signal ended it. */
  readonly code: number | null;
  readonly signal: string | null;
  /** A note on the exit, such as that the server ran out of memory. */
  readonly note?: string;
}

/** What a launched server printed so far. */
export interface Printed {
  readonly stdout: string;
  readonly stderr: string;
  /** Both streams, line by line, without empty lines. */
  readonly lines: readonly string[];
  /** The last lines, for an error message. */
  tail(lines?: number): string;
  /** Waits at most `limitMs` milliseconds for a line that satisfies the predicate; undefined when none comes. */
  find(predicate: (line: string) => boolean, limitMs: number): Promise<string | undefined>;
}

/** How long a server may take to exit after SIGTERM, in milliseconds. */
export const STOP_LIMIT_MS = 5_000;

/** What a server did when it was launched under a configuration that it must refuse. */
export interface Attempt {
  /** How the server ended; undefined when the suite had to stop it. */
  readonly exit: Exit | undefined;
  readonly output: Printed;
  /** True when it responded to a request. */
  readonly responded: boolean;
  /** How many times in a row its port accepted a connection. */
  readonly looksOpen: number;
  /** True when the server was reachable, or listened, on a non-loopback address. */
  readonly exposed: boolean;
  /** The time limit for its exit, in milliseconds. */
  readonly limitMs: number;
}

/** The output of a server, from launch to exit, that received only one liveness request. */
export interface QuietRun {
  readonly output: Printed;
  readonly keys: readonly string[];
  /** The lines that it had printed before SIGTERM. */
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
