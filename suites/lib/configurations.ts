import type { ConfigurationName } from '../../src/checks/configurations.ts';

/** With keys, at every spelling of loopback, the default address among them. */
export const LOOPBACK_WITH_KEYS = ['enforced', 'enforced-ipv6', 'enforced-localhost', 'enforced-default'] as const;

/** Where keys are enforced, by address and by length of the list. */
export const ENFORCED = ['enforced', 'enforced-any', 'enforced-ipv6', 'one-key', 'fifty-keys'] as const;

/** The loopback addresses at which dev mode must work. */
export const DEV = ['dev', 'dev-ipv6'] as const;

/** The disable flag, with and without keys, on loopback and elsewhere. */
export const DISABLED = ['disabled', 'disabled-keys', 'disabled-any', 'disabled-any-keys'] as const;

/** The disable flag with a value that means no. */
export const FLAG_OFF = ['flag-0', 'flag-false', 'flag-empty'] as const;

export const EVERYWHERE: readonly ConfigurationName[] = [...ENFORCED, ...DEV, ...DISABLED];
