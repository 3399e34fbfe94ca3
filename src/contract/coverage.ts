/** Which operations of the `--spec` document a run covers. */
export interface SpecCoverage {
  /** The document, as named by the user. */
  file: string;
  /** How many operations it has. */
  operations: number;
  /** How many of them were added to those of the contract. */
  added: number;
  /** How many of them are part of the contract, which every run covers. */
  known: number;
  /** The others, each with the reason why it was not covered. */
  left: { operation: string; reason: string }[];
}
