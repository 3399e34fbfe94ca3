/** What a run took from the OpenAPI document of `--spec`. */
export interface SpecCoverage {
  /** The document as it was named. */
  file: string;
  /** How many operations it has. */
  operations: number;
  /** How many of them were covered besides those of the contract. */
  added: number;
  /** How many of them are the contract's own, which every run covers. */
  known: number;
  /** The others, each with why it was not covered. */
  left: { operation: string; reason: string }[];
}
