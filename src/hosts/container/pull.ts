/** When an image is pulled: never, when the engine does not have it, or before every run. */
export const PULL_POLICIES = ['never', 'missing', 'always'] as const;
export type PullPolicy = (typeof PULL_POLICIES)[number];

/** The image of the container that holds the network, unless another is named. */
export const PROBE_IMAGE = 'node:22-slim';
