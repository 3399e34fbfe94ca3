/** The server broke the rule. */
export class Mismatch extends Error {
  readonly expected: string;
  readonly actual: string;

  constructor(expected: string, actual: string) {
    super(`expected ${expected}, found ${actual}`);
    this.expected = expected;
    this.actual = actual;
  }
}

/** The control failed, so the case says nothing about the rule. */
export class Untestable extends Mismatch {}

/** The case does not apply, or its subject cannot be observed here. */
export class Skip extends Error {}
