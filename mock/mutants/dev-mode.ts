import { bearerToken } from '../core/auth.ts';
import { isLoopback } from '../core/config.ts';
import { failure } from '../protocol/message.ts';
import { type Defect, mutant } from './mutant.ts';
import { decides, ignoresKeys, logs } from './starting.ts';
import { means } from './tools.ts';

/** The reference that refuses to start without keys on some loopback address. */
function refusesLoopback(name: string, what: string, isIt: (host: string) => boolean): Defect {
  return decides(name, `${what} counts as loopback.`, (mode, { address }) =>
    mode === 'open' && isIt(address.host) ? 'refused' : mode,
  );
}

/** Loopback without keys: everything is served. */
export const devModeMutants: readonly Defect[] = [
  refusesLoopback('loopback-ipv4-refused', 'All but 127.0.0.1', (host) => host === '127.0.0.1'),
  refusesLoopback('loopback-ipv6-refused', 'All but [::1]', (host) => host === '::1'),
  refusesLoopback('loopback-name-refused', 'All but the name localhost', (host) => host === 'localhost'),
  refusesLoopback('loopback-block-refused', 'Of 127/8 only 127.0.0.1', (host) => /^127\.(?!0\.0\.1$)/.test(host)),
  ignoresKeys('loopback-keys-ignored', 'loopback', isLoopback),
  ignoresKeys('loopback-ipv6-keys-ignored', '[::1]', (host) => host === '::1'),
  ignoresKeys('localhost-keys-ignored', 'localhost', (host) => host === 'localhost'),
  ignoresKeys('loopback-block-keys-ignored', '127.0.0.2', (host) => host === '127.0.0.2'),
  mutant('default-address-keys-ignored', 'Configured keys are not asked for at the default address.', (b) => {
    let given = false;
    return {
      address: (text) => {
        given = text !== undefined;
        return b.address(text);
      },
      startup: (settings) => {
        const mode = b.startup(settings);
        return mode === 'enforced' && !given ? 'open' : mode;
      },
    };
  }),
  refusesLoopback('dev-mode-needs-flag', 'No address', () => true),
  mutant('dev-mode-refuses-keys', 'Without configured keys a request that carries one is refused.', (b) => ({
    enforces: (call) => b.enforces(call) || (call.config.mode === 'open' && bearerToken(call) !== undefined),
  })),
  mutant(
    'dev-mode-refuses-garbage',
    'Without configured keys an Authorization that is no bearer key is refused.',
    (b) => ({
      enforces: (call) =>
        b.enforces(call) ||
        (call.config.mode === 'open' && call.header('authorization') !== undefined && bearerToken(call) === undefined),
    }),
  ),
  mutant('dev-mode-fails-on-high-byte', 'Without configured keys a byte above 0x7f in Authorization is a 500.', () => ({
    beforeGate: (call) => {
      const odd = /[\x80-\xff]/.test(call.header('authorization') ?? '');
      return call.config.mode === 'open' && odd ? failure(500, 'cannot decode') : undefined;
    },
  })),
  mutant('dev-mode-guards-destroy', 'Without configured keys destroySandbox still asks for one.', (b) => ({
    enforces: (call) => b.enforces(call) || (call.config.mode === 'open' && means(call, 'destroySandbox')),
  })),
  mutant('dev-mode-on-all-interfaces', 'Without configured keys hostd listens on every interface.', (b) => ({
    bind: (config) => (config.mode === 'open' ? { host: '0.0.0.0', port: config.address.port } : b.bind(config)),
  })),
  mutant('default-port-differs', 'The default port is 7071.', (b) => ({
    address: (text) => (text ? b.address(text) : { host: '127.0.0.1', port: 7071 }),
  })),
  mutant('default-host-differs', 'At its default address hostd listens on every interface.', (b) => ({
    bind: (config) =>
      config.address.port === 7070 && config.address.host === '127.0.0.1'
        ? { host: '0.0.0.0', port: 7070 }
        : b.bind(config),
  })),
  logs('dev-mode-warns', 'Dev mode prints the warning of the disable flag.', (config, b) =>
    b.startupLines(config.mode === 'open' ? { ...config, mode: 'disabled' } : config),
  ),
];
