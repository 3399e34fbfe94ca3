/** How long a run waits, and how much it does at the same time. */
export interface Limits {
  /** For one exchange, in milliseconds. */
  readonly timeoutMs: number;
  /** For one launch, and for one refusal to start, in milliseconds. */
  readonly startTimeoutMs: number;
  /** Cases that run at the same time against one server. */
  readonly concurrency: number;
}
