import { bearerToken } from '../core/auth.ts';
import type { Behavior } from '../core/behavior.ts';
import { isLoopback, type Settings } from '../core/config.ts';
import { type Defect, mutant } from './mutant.ts';
import { logs } from './starting.ts';
import { isCallOf } from './tools.ts';

/** A mutant that ignores the disable flag under some settings. */
function ignoresFlag(name: string, when: string, isIgnored: (settings: Settings) => boolean): Defect {
  return mutant(name, `PODFLARE_AUTH_DISABLED is ignored ${when}.`, (b) => ({
    startup: (settings) => b.startup(isIgnored(settings) ? { ...settings, authDisabled: false } : settings),
  }));
}

/** A mutant that parses the flag differently. */
function readsFlag(name: string, defect: string, read: (text: string, b: Behavior) => boolean): Defect {
  return mutant(name, defect, (b) => ({ flag: (text) => (text === undefined ? false : read(text, b)) }));
}

/** Mutants that mishandle PODFLARE_AUTH_DISABLED. */
export const disabledMutants: readonly Defect[] = [
  readsFlag('flag-zero-is-on', 'PODFLARE_AUTH_DISABLED=0 disables auth.', (text, b) => text === '0' || b.flag(text)),
  readsFlag(
    'flag-false-is-on',
    'PODFLARE_AUTH_DISABLED=false disables auth.',
    (text, b) => text === 'false' || b.flag(text),
  ),
  readsFlag(
    'flag-empty-is-on',
    'An empty PODFLARE_AUTH_DISABLED disables auth.',
    (text, b) => text === '' || b.flag(text),
  ),
  readsFlag('flag-presence-is-on', 'Any value of PODFLARE_AUTH_DISABLED disables auth.', () => true),
  readsFlag(
    'flag-words-are-on',
    'Any value of PODFLARE_AUTH_DISABLED except 0 and false disables auth.',
    (text) => !['', '0', 'false'].includes(text),
  ),
  readsFlag(
    'flag-one-is-off',
    'PODFLARE_AUTH_DISABLED=1 does not disable auth; only "true" does.',
    (text) => text.toLowerCase() === 'true',
  ),
  ignoresFlag('flag-ignored-with-keys', 'when keys are configured', ({ keys }) => keys.length > 0),
  ignoresFlag('flag-ignored-without-keys', 'without keys on a non-loopback address', ({ keys, address }) => {
    return keys.length === 0 && !isLoopback(address.host);
  }),
  ignoresFlag('flag-ignored-off-loopback', 'on non-loopback addresses', ({ address }) => !isLoopback(address.host)),
  logs('flag-without-warning', 'The disable flag prints no warning.', () => []),
  logs('flag-warning-in-text-only', 'With JSON logs the disable flag prints no warning.', (config, b) =>
    config.logFormat === 'json' ? [] : b.startupLines(config),
  ),
  logs('flag-warning-quiet', 'The warning for the disable flag is logged at INFO.', ({ mode }) =>
    mode === 'disabled' ? [{ level: 'INFO', message: 'auth: disabled' }] : [],
  ),
  logs('flag-warning-says-nothing', 'The warning for the disable flag does not mention it.', ({ mode }) =>
    mode === 'disabled' ? [{ level: 'WARN', message: 'a variable has an unusual value' }] : [],
  ),
  mutant('flag-warning-at-end', 'The warning for the disable flag is printed only when hostd exits.', (b) => ({
    startupLines: () => [],
    endLines: (config) => b.startupLines(config),
  })),
  logs('flag-warning-always', 'The warning for the disable flag is printed in every configuration.', (config, b) =>
    b.startupLines({ ...config, mode: 'disabled' }),
  ),
  logs('flag-warning-only-without-keys', 'With keys the disable flag prints no warning.', (config, b) =>
    config.keys.length > 0 ? [] : b.startupLines(config),
  ),
  logs('flag-warning-only-off-loopback', 'On loopback the disable flag prints no warning.', (config, b) =>
    isLoopback(config.address.host) ? [] : b.startupLines(config),
  ),
  mutant('disabled-refuses-wrong-keys', 'With the disable flag a wrong key is still refused.', (b) => ({
    enforces: (call) => b.enforces(call) || (call.config.mode === 'disabled' && bearerToken(call) !== undefined),
  })),
  mutant('disabled-guards-exec', 'With the disable flag execSandbox still requires a key.', (b) => ({
    enforces: (call) => b.enforces(call) || (call.config.mode === 'disabled' && isCallOf(call, 'execSandbox')),
  })),
  mutant(
    'disabled-guards-when-keys-set',
    'With the disable flag and configured keys a wrong key is still refused.',
    (b) => ({
      enforces: (call) =>
        b.enforces(call) ||
        (call.config.mode === 'disabled' && call.config.keys.length > 0 && call.header('authorization') !== undefined),
    }),
  ),
];
