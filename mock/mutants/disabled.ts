import { bearerToken } from '../core/auth.ts';
import type { Behavior } from '../core/behavior.ts';
import { isLoopback, type Settings } from '../core/config.ts';
import { type Defect, mutant } from './mutant.ts';
import { logs } from './starting.ts';
import { means } from './tools.ts';

/** The reference that overlooks the disable flag under some settings. */
function ignoresFlag(name: string, when: string, isIt: (settings: Settings) => boolean): Defect {
  return mutant(name, `PODFLARE_AUTH_DISABLED is ignored ${when}.`, (b) => ({
    startup: (settings) => b.startup(isIt(settings) ? { ...settings, authDisabled: false } : settings),
  }));
}

/** The reference with another reading of the flag. */
function readsFlag(name: string, defect: string, read: (text: string, b: Behavior) => boolean): Defect {
  return mutant(name, defect, (b) => ({ flag: (text) => (text === undefined ? false : read(text, b)) }));
}

/** PODFLARE_AUTH_DISABLED. */
export const disabledMutants: readonly Defect[] = [
  readsFlag('flag-zero-is-on', 'PODFLARE_AUTH_DISABLED=0 disables.', (text, b) => text === '0' || b.flag(text)),
  readsFlag(
    'flag-false-is-on',
    'PODFLARE_AUTH_DISABLED=false disables.',
    (text, b) => text === 'false' || b.flag(text),
  ),
  readsFlag('flag-empty-is-on', 'An empty PODFLARE_AUTH_DISABLED disables.', (text, b) => text === '' || b.flag(text)),
  readsFlag('flag-presence-is-on', 'Any value of PODFLARE_AUTH_DISABLED disables.', () => true),
  readsFlag('flag-words-are-on', 'Any value but 0 and false disables.', (text) => !['', '0', 'false'].includes(text)),
  readsFlag('flag-one-is-off', 'Only "true" disables, not 1.', (text) => text.toLowerCase() === 'true'),
  ignoresFlag('flag-ignored-with-keys', 'when keys are configured', ({ keys }) => keys.length > 0),
  ignoresFlag('flag-ignored-without-keys', 'without keys on a non-loopback address', ({ keys, address }) => {
    return keys.length === 0 && !isLoopback(address.host);
  }),
  ignoresFlag('flag-ignored-off-loopback', 'on non-loopback addresses', ({ address }) => !isLoopback(address.host)),
  logs('flag-without-warning', 'The disable flag prints no warning.', () => []),
  logs('flag-warning-in-text-only', 'With logs as JSON the disable flag prints no warning.', (config, b) =>
    config.logFormat === 'json' ? [] : b.startupLines(config),
  ),
  logs('flag-warning-quiet', 'The warning of the disable flag is one line at INFO.', ({ mode }) =>
    mode === 'disabled' ? [{ level: 'INFO', message: 'auth: disabled' }] : [],
  ),
  logs('flag-warning-says-nothing', 'The warning does not say what it is about.', ({ mode }) =>
    mode === 'disabled' ? [{ level: 'WARN', message: 'a variable has an unusual value' }] : [],
  ),
  mutant('flag-warning-at-end', 'The warning of the disable flag is printed when hostd ends.', (b) => ({
    startupLines: () => [],
    endLines: (config) => b.startupLines(config),
  })),
  logs('flag-warning-always', 'Every configuration prints the warning.', (config, b) =>
    b.startupLines({ ...config, mode: 'disabled' }),
  ),
  logs('flag-warning-only-without-keys', 'With keys the disable flag prints no warning.', (config, b) =>
    config.keys.length > 0 ? [] : b.startupLines(config),
  ),
  logs('flag-warning-only-off-loopback', 'On loopback the disable flag prints no warning.', (config, b) =>
    isLoopback(config.address.host) ? [] : b.startupLines(config),
  ),
  mutant('disabled-refuses-wrong-keys', 'With the disable flag a key that is sent must still be valid.', (b) => ({
    enforces: (call) => b.enforces(call) || (call.config.mode === 'disabled' && bearerToken(call) !== undefined),
  })),
  mutant('disabled-guards-exec', 'With the disable flag execSandbox still asks for a key.', (b) => ({
    enforces: (call) => b.enforces(call) || (call.config.mode === 'disabled' && means(call, 'execSandbox')),
  })),
  mutant(
    'disabled-guards-when-keys-set',
    'With the disable flag and keys, requests without a key pass and wrong keys do not.',
    (b) => ({
      enforces: (call) =>
        b.enforces(call) ||
        (call.config.mode === 'disabled' && call.config.keys.length > 0 && call.header('authorization') !== undefined),
    }),
  ),
];
