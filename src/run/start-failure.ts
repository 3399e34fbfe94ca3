import type { Output } from '../hosts/output.ts';

/** The server did not become ready under a configuration under which it must. */
export class StartFailure extends Error {
  readonly actual: string;

  constructor(actual: string, output: Output) {
    const tail = output.tail();
    super(tail === '' ? `${actual}; it printed nothing` : `${actual}; its last output:\n${tail}`);
    this.actual = actual;
  }
}

/** The server did not become ready, perhaps because connections of an earlier server still held its port. */
export class PortHeld extends StartFailure {
  readonly port: number;
  constructor(port: number, actual: string, output: Output) {
    super(actual, output);
    this.port = port;
  }
}
