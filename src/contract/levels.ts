/** How binding a rule is. A MUST is stated on Podflare's auth page, or violating it exposes the server. */
export type Level = 'must' | 'should' | 'may';

/** A group of checks that run together; `core` by default. */
export type Profile = 'core' | 'api' | 'http';
export const PROFILES = ['core', 'api', 'http'] as const satisfies readonly Profile[];
