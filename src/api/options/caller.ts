import type { Option } from './option.ts';

/** Who passed the options. Error messages name each option as the caller wrote it. */
export interface Caller {
  /** `timeoutMs` in the library, `--timeout` on the command line. */
  nameOf(option: Pick<Option, 'name' | 'property'>): string;
}

/** A program that calls the library. */
export const library: Caller = { nameOf: ({ name, property }) => property ?? name };

/** A person at the command line. */
export const commandLine: Caller = { nameOf: ({ name }) => `--${name}` };
