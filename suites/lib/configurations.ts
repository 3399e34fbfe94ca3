import type { ConfigurationName } from '../../src/checks/configurations.ts';

/** With keys, on every spelling of loopback, including the default address. */
export const LOOPBACK_WITH_KEYS = ['enforced', 'enforced-ipv6', 'enforced-localhost', 'enforced-default'] as const;

/** Keys are enforced: various addresses and lengths of the key list. */
export const ENFORCED = ['enforced', 'enforced-any', 'enforced-ipv6', 'one-key', 'fifty-keys'] as const;

/** Dev mode on the loopback addresses where it must work. */
export const DEV = ['dev', 'dev-ipv6'] as const;

/** The disable flag, with and without keys, on loopback and elsewhere. */
export const DISABLED = ['disabled', 'disabled-keys', 'disabled-any', 'disabled-any-keys'] as const;

/** The disable flag with a value that means no. */
export const FLAG_OFF = ['flag-0', 'flag-false', 'flag-empty'] as const;

export const EVERYWHERE: readonly ConfigurationName[] = [...ENFORCED, ...DEV, ...DISABLED];
