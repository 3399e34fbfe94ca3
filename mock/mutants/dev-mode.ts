import { bearerToken } from '../core/auth.ts';
import { isLoopback } from '../core/config.ts';
import { failure } from '../protocol/message.ts';
import { type Defect, mutant } from './mutant.ts';
import { decides, ignoresKeys, logs } from './starting.ts';
import { isCallOf } from './tools.ts';

/** A mutant that does not start without keys on some loopback addresses. */
function refusesLoopback(name: string, accepted: string, isRefused: (host: string) => boolean): Defect {
  return decides(name, `Without keys hostd starts on ${accepted}.`, (mode, { address }) =>
    mode === 'open' && isRefused(address.host) ? 'refused' : mode,
  );
}

/** Mutants that break dev mode: without keys, hostd on loopback serves every request. */
export const devModeMutants: readonly Defect[] = [
  refusesLoopback('loopback-ipv4-refused', 'every loopback address except 127.0.0.1', (host) => host === '127.0.0.1'),
  refusesLoopback('loopback-ipv6-refused', 'every loopback address except [::1]', (host) => host === '::1'),
  refusesLoopback('loopback-name-refused', 'every loopback address except localhost', (host) => host === 'localhost'),
  refusesLoopback('loopback-block-refused', 'no address of 127.0.0.0/8 except 127.0.0.1', (host) =>
    /^127\.(?!0\.0\.1$)/.test(host),
  ),
  ignoresKeys('loopback-keys-ignored', 'loopback', isLoopback),
  ignoresKeys('loopback-ipv6-keys-ignored', '[::1]', (host) => host === '::1'),
  ignoresKeys('localhost-keys-ignored', 'localhost', (host) => host === 'localhost'),
  ignoresKeys('loopback-block-keys-ignored', '127.0.0.2', (host) => host === '127.0.0.2'),
  mutant('default-address-keys-ignored', 'Configured keys are not enforced on the default address.', (b) => {
    let isConfigured = false;
    return {
      address: (text) => {
        isConfigured = text !== undefined;
        return b.address(text);
      },
      startup: (settings) => {
        const mode = b.startup(settings);
        return mode === 'enforced' && !isConfigured ? 'open' : mode;
      },
    };
  }),
  refusesLoopback('dev-mode-needs-flag', 'no address', () => true),
  mutant('dev-mode-refuses-keys', 'Without configured keys a request with a key is refused.', (b) => ({
    enforces: (call) => b.enforces(call) || (call.config.mode === 'open' && bearerToken(call) !== undefined),
  })),
  mutant(
    'dev-mode-refuses-garbage',
    'Without configured keys an Authorization header that is not a bearer token is refused.',
    (b) => ({
      enforces: (call) =>
        b.enforces(call) ||
        (call.config.mode === 'open' && call.header('authorization') !== undefined && bearerToken(call) === undefined),
    }),
  ),
  mutant(
    'dev-mode-fails-on-high-byte',
    'Without configured keys a byte above 0x7f in Authorization causes a 500.',
    () => ({
      beforeGate: (call) => {
        const odd = /[\x80-\xff]/.test(call.header('authorization') ?? '');
        return call.config.mode === 'open' && odd ? failure(500, 'cannot decode') : undefined;
      },
    }),
  ),
  mutant('dev-mode-guards-destroy', 'Without configured keys destroySandbox still requires a key.', (b) => ({
    enforces: (call) => b.enforces(call) || (call.config.mode === 'open' && isCallOf(call, 'destroySandbox')),
  })),
  mutant('dev-mode-on-all-interfaces', 'Without configured keys hostd listens on every interface.', (b) => ({
    bind: (config) => (config.mode === 'open' ? { host: '0.0.0.0', port: config.address.port } : b.bind(config)),
  })),
  mutant('default-port-differs', 'The default port is 7071.', (b) => ({
    address: (text) => (text ? b.address(text) : { host: '127.0.0.1', port: 7071 }),
  })),
  mutant('default-host-differs', 'With the default address hostd listens on every interface.', (b) => ({
    bind: (config) =>
      config.address.port === 7070 && config.address.host === '127.0.0.1'
        ? { host: '0.0.0.0', port: 7070 }
        : b.bind(config),
  })),
  logs('dev-mode-warns', 'Dev mode prints the warning of the disable flag.', (config, b) =>
    b.startupLines(config.mode === 'open' ? { ...config, mode: 'disabled' } : config),
  ),
];
