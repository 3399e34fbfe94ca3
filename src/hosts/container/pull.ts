/** When to pull an image: never, if the engine does not have it, or before every run. */
export const PULL_POLICIES = ['never', 'missing', 'always'] as const;
export type PullPolicy = (typeof PULL_POLICIES)[number];
export const DEFAULT_PULL = 'missing' satisfies PullPolicy;

/** The default image of the container that holds the network. */
export const PROBE_IMAGE = 'node:22-slim';
