import type { HeaderLine } from '../http/request.ts';

/** A request as it arrived behind a gateway. */
export interface Arrival {
  readonly method: string;
  /** The request target as in the request line. */
  readonly target: string;
  /** Header lines in the order and spelling in which they arrived, without whitespace around the values. */
  readonly headers: readonly HeaderLine[];
}

/** Gives access to the requests that arrived behind a gateway. */
export interface Observer {
  /**
   * The requests that have arrived so far with this text in their target, oldest first. A request to which the recorder
   * has responded is among them.
   */
  arrivals(mark: string): readonly Arrival[];
}

/** The hostd that the suite serves behind a gateway, observed and controlled by the checks. */
export interface Recorder extends Observer {
  /** Makes the recorder read each request with this text in its target and then close the connection without a response. */
  breakOff(mark: string): void;
  /** For targets with this text, holds back everything after the first exec event until `release` is called. */
  hold(mark: string): { release(): void };
}
