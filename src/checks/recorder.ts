import type { HeaderLine } from '../http/request.ts';

/** A request as it arrived behind a gateway. */
export interface Arrival {
  readonly method: string;
  /** The request target as it stood in the request line. */
  readonly target: string;
  /** Header lines in the order and spelling of arrival; blanks around a value are gone. */
  readonly headers: readonly HeaderLine[];
}

/** Tells what arrived of the requests that were sent. */
export interface Observer {
  /**
   * The requests that arrived so far and have this text in their target, oldest first. What was answered from there
   * has arrived.
   */
  arrivals(mark: string): readonly Arrival[];
}

/** The hostd that the suite serves behind a gateway: it is observed, and does what a check needs of it. */
export interface Recorder extends Observer {
  /** From now on a request with this text in its target is read, and then its connection is closed without an answer. */
  breakOff(mark: string): void;
  /** Holds back what exec sends behind its first event, where the target has this text, until `release` is called. */
  hold(mark: string): { release(): void };
}
