import { type ReporterName, reporterOf, reporters } from './reporters.ts';

export type { ReporterName } from './reporters.ts';

/** The names of all reporters, in the order in which help and documentation list them. */
export const REPORTERS = Object.keys(reporters) as readonly ReporterName[];

/** The reporters that render several runs side by side. */
export const COMPARING: readonly ReporterName[] = REPORTERS.filter((name) => reporterOf(name).compare);

/** The reporters that render a run with many targets. */
export const FLEET: readonly ReporterName[] = REPORTERS.filter((name) => reporterOf(name).fleet);
