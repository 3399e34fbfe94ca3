import { isIPv4, isIPv6 } from 'node:net';
import { bearerToken } from '../core/auth.ts';
import { isLoopback } from '../core/config.ts';
import { type Defect, mutant } from './mutant.ts';
import { decides, ignoresKeys, logs } from './starting.ts';
import { changed, refused } from './tools.ts';

/** The reference that serves without keys and flag on one kind of address. */
function serves(name: string, where: string, isIt: (host: string) => boolean): Defect {
  return decides(name, `Without keys and flag hostd serves ${where}.`, (mode, { address }) =>
    mode === 'refused' && isIt(address.host) ? 'open' : mode,
  );
}

/** The reference that starts with an unusable list of keys and then asks nobody for a key. */
function opensWith(name: string, text: string): Defect {
  return mutant(name, `PODFLARE_API_KEYS="${text}" counts as configured keys, and nobody is asked for one.`, (b) => ({
    keys: (given) => (given === text ? [given] : b.keys(given)),
    enforces: (call) => b.enforces(call) && !call.config.keys.includes(text),
  }));
}

/** What does not start, and how. */
export const startupMutants: readonly Defect[] = [
  serves('serves-everywhere', 'on every address', () => true),
  serves('serves-on-any-ipv4', 'on 0.0.0.0', (host) => host === '0.0.0.0'),
  serves('serves-on-any-ipv6', 'on [::]', (host) => host === '::'),
  serves(
    'serves-on-concrete-address',
    'on a concrete address of the machine',
    (host) => isIPv4(host) && host !== '0.0.0.0',
  ),
  serves(
    'serves-on-concrete-ipv6',
    'on a concrete IPv6 address of the machine',
    (host) => isIPv6(host) && !/^(::|0:)/.test(host),
  ),
  serves('serves-on-empty-host', 'on ":port"', (host) => host === ''),
  serves('serves-on-mapped-address', 'on [::ffff:0.0.0.0]', (host) => host === '::ffff:0.0.0.0'),
  mutant('serves-on-bare-port', 'A bare port is every interface, and served without keys.', (b) => {
    let bare = false;
    return {
      address: (text = '') => {
        bare = /^\d+$/.test(text);
        return b.address(bare ? `:${text}` : text);
      },
      startup: (settings) => (bare && b.startup(settings) === 'refused' ? 'open' : b.startup(settings)),
    };
  }),
  opensWith('empty-list-opens', ''),
  opensWith('comma-opens', ','),
  opensWith('blank-list-opens', ' , '),
  mutant('blank-entry-accepted', 'PODFLARE_API_KEYS=" , " counts as empty keys, which an empty token is.', (b) => ({
    keys: (given) => (given === ' , ' ? ['', ''] : b.keys(given)),
    credential: (call) => (/^bearer\s*$/i.test(call.header('authorization') ?? '') ? '' : b.credential(call)),
  })),
  mutant('refusal-exits-0', 'The refusal to start exits with 0.', (b) => ({
    refusal: (settings) => ({ ...b.refusal(settings), exitCode: 0 }),
  })),
  mutant('refusal-gives-no-reason', 'The refusal to start does not name the variable.', (b) => ({
    refusal: (settings) => ({ ...b.refusal(settings), reason: 'bad configuration' }),
  })),
  mutant('refusal-after-serving', 'hostd serves for a moment before it refuses.', (b) => ({
    startup: (settings) => (b.startup(settings) === 'refused' ? 'open' : b.startup(settings)),
    lifetime: ({ mode, address }) => (mode === 'open' && !isLoopback(address.host) ? 400 : undefined),
  })),
  mutant('refusal-retreats-to-loopback', 'Instead of refusing, hostd serves on loopback.', (b) => ({
    startup: (settings) => (b.startup(settings) === 'refused' ? 'open' : b.startup(settings)),
    bind: ({ mode, address }) =>
      mode === 'open' && !isLoopback(address.host) ? { host: '127.0.0.1', port: address.port } : address,
  })),
  mutant('disabled-on-all-interfaces', 'With the disable flag hostd listens on every interface.', (b) => ({
    bind: (config) => (config.mode === 'disabled' ? { host: '0.0.0.0', port: config.address.port } : b.bind(config)),
  })),
  mutant('keys-on-all-interfaces', 'With keys hostd listens on every interface.', (b) => ({
    bind: (config) => (config.mode === 'enforced' ? { host: '0.0.0.0', port: config.address.port } : b.bind(config)),
  })),
  decides('keys-refused-off-loopback', 'hostd does not start on a non-loopback address, even with keys.', (mode, s) =>
    mode === 'enforced' && !isLoopback(s.address.host) ? 'refused' : mode,
  ),
  ignoresKeys('keys-ignored-off-loopback', 'non-loopback addresses', (host) => !isLoopback(host)),
  decides('flag-refused-off-loopback', 'The disable flag does not start hostd on a non-loopback address.', (mode, s) =>
    mode === 'disabled' && !isLoopback(s.address.host) ? 'refused' : mode,
  ),
  mutant('port-in-use-takes-another', 'When the port is in use hostd serves on another.', () => ({
    otherAddress: (config) => ({ host: config.address.host, port: 0 }),
  })),
  mutant('bad-address-takes-default', 'When the address is none, hostd serves on a default one.', (b) => ({
    address: (text) => b.address(text) ?? { host: '127.0.0.1', port: 0 },
  })),
  logs('keys-logged-at-startup', 'The configured keys are logged at startup.', (config, b) => [
    ...b.startupLines(config),
    { level: 'INFO', message: `keys: ${config.keys.join(' ')}` },
  ]),
  mutant('keys-logged-with-requests', 'Each request is logged with its key.', (b) => ({
    trace: (call) => ({ ...b.trace(call), parentSpanId: `${b.trace(call).parentSpanId}${bearerToken(call) ?? ''}` }),
  })),
  mutant(
    'keys-logged-with-refusals',
    'A refusal of a wrong key is logged with the keys that would have been right.',
    (b) => {
      const refused = new WeakSet<object>();
      return {
        unauthorized: (reason, call) => {
          if (reason === 'invalid') refused.add(call);
          return b.unauthorized(reason, call);
        },
        trace: (call) => {
          const trace = b.trace(call);
          return refused.has(call) ? { ...trace, parentSpanId: call.config.keys.join() } : trace;
        },
      };
    },
  ),
  mutant('keys-in-refusals', 'A refusal of a wrong key has the first of the right ones in a header.', () =>
    refused((answer, call) => ({ ...answer, headers: { ...answer.headers, 'x-expected': call.config.keys[0] ?? '' } })),
  ),
  mutant('keys-in-refusals-as-base64', 'A refusal has the configured keys in base64 in a debug header.', () =>
    refused((answer, call) => ({
      ...answer,
      headers: { ...answer.headers, 'x-debug': Buffer.from(`keys=${call.config.keys.join()}`).toString('base64') },
    })),
  ),
  mutant(
    'keys-in-healthz-as-hex',
    'The liveness response has the last configured key in hexadecimal in a header.',
    () =>
      changed('healthz', (answer, call) => ({
        ...answer,
        headers: { ...answer.headers, 'x-build': Buffer.from(call.config.keys.at(-1) ?? '').toString('hex') },
      })),
  ),
  mutant('sigterm-ignored', 'SIGTERM does not end hostd.', () => ({ stopsOnSignal: () => false })),
];
