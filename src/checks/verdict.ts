/** The rule was observed not to hold. */
export class Mismatch extends Error {
  readonly expected: string;
  readonly actual: string;

  constructor(expected: string, actual: string) {
    super(`expected ${expected}, found ${actual}`);
    this.expected = expected;
    this.actual = actual;
  }
}

/** Its control did not behave, so the case says nothing about the rule. */
export class Untestable extends Mismatch {}

/** The case does not apply, or what it looks for cannot be observed here. */
export class Skip extends Error {}
