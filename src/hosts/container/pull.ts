/** When an image is pulled: never, when the engine does not have it, or before every run. */
export const PULL_POLICIES = ['never', 'missing', 'always'] as const;
export type PullPolicy = (typeof PULL_POLICIES)[number];
