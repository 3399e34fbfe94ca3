import { isIPv4, isIPv6 } from 'node:net';
import { bearerToken } from '../core/auth.ts';
import { isLoopback } from '../core/config.ts';
import { type Defect, mutant } from './mutant.ts';
import { decides, ignoresKeys, logs } from './starting.ts';
import { changed, refused } from './tools.ts';

/** A mutant that starts without keys and without the disable flag on some addresses. */
function serves(name: string, where: string, isServed: (host: string) => boolean): Defect {
  return decides(name, `Without keys hostd serves ${where}.`, (mode, { address }) =>
    mode === 'refused' && isServed(address.host) ? 'open' : mode,
  );
}

/** A mutant that starts with a list without keys and then requires no key. */
function opensWith(name: string, text: string): Defect {
  return mutant(name, `hostd starts with PODFLARE_API_KEYS="${text}" and requires no key.`, (b) => ({
    keys: (list) => (list === text ? [list] : b.keys(list)),
    enforces: (call) => b.enforces(call) && !call.config.keys.includes(text),
  }));
}

/** Mutants that start when hostd must refuse to, refuse wrongly, or leak keys. */
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
  mutant('serves-on-bare-port', 'Without keys hostd serves every interface when the address is a bare port.', (b) => {
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
  mutant('blank-entry-accepted', 'hostd starts with PODFLARE_API_KEYS=" , " and accepts an empty token.', (b) => ({
    keys: (list) => (list === ' , ' ? ['', ''] : b.keys(list)),
    credential: (call) => (/^bearer\s*$/i.test(call.header('authorization') ?? '') ? '' : b.credential(call)),
  })),
  mutant('refusal-exits-0', 'When hostd refuses to start, it exits with code 0.', (b) => ({
    refusal: (settings) => ({ ...b.refusal(settings), exitCode: 0 }),
  })),
  mutant('refusal-gives-no-reason', 'When hostd refuses to start, it does not name the missing variable.', (b) => ({
    refusal: (settings) => ({ ...b.refusal(settings), reason: 'bad configuration' }),
  })),
  mutant('refusal-after-serving', 'hostd serves briefly before it refuses to start.', (b) => ({
    startup: (settings) => (b.startup(settings) === 'refused' ? 'open' : b.startup(settings)),
    lifetime: ({ mode, address }) => (mode === 'open' && !isLoopback(address.host) ? 400 : undefined),
  })),
  mutant('refusal-retreats-to-loopback', 'hostd serves on loopback instead of refusing to start.', (b) => ({
    startup: (settings) => (b.startup(settings) === 'refused' ? 'open' : b.startup(settings)),
    bind: ({ mode, address }) =>
      mode === 'open' && !isLoopback(address.host) ? { host: '127.0.0.1', port: address.port } : address,
  })),
  mutant('disabled-on-all-interfaces', 'With the disable flag hostd listens on every interface.', (b) => ({
    bind: (config) => (config.mode === 'disabled' ? { host: '0.0.0.0', port: config.address.port } : b.bind(config)),
  })),
  mutant('keys-on-all-interfaces', 'With configured keys hostd listens on every interface.', (b) => ({
    bind: (config) => (config.mode === 'enforced' ? { host: '0.0.0.0', port: config.address.port } : b.bind(config)),
  })),
  decides('keys-refused-off-loopback', 'hostd refuses to start on a non-loopback address even with keys.', (mode, s) =>
    mode === 'enforced' && !isLoopback(s.address.host) ? 'refused' : mode,
  ),
  ignoresKeys('keys-ignored-off-loopback', 'non-loopback addresses', (host) => !isLoopback(host)),
  decides(
    'flag-refused-off-loopback',
    'hostd refuses to start on a non-loopback address even with the disable flag.',
    (mode, s) => (mode === 'disabled' && !isLoopback(s.address.host) ? 'refused' : mode),
  ),
  mutant('port-in-use-takes-another', 'When the port is in use, hostd serves on another port.', () => ({
    otherAddress: (config) => ({ host: config.address.host, port: 0 }),
  })),
  mutant('bad-address-takes-default', 'When the address is invalid, hostd serves on a default address.', (b) => ({
    address: (text) => b.address(text) ?? { host: '127.0.0.1', port: 0 },
  })),
  logs('keys-logged-at-startup', 'The configured keys are logged at startup.', (config, b) => [
    ...b.startupLines(config),
    { level: 'INFO', message: `keys: ${config.keys.join(' ')}` },
  ]),
  mutant('keys-logged-with-requests', 'Each request is logged with its key.', (b) => ({
    trace: (call) => ({ ...b.trace(call), parentSpanId: `${b.trace(call).parentSpanId}${bearerToken(call) ?? ''}` }),
  })),
  mutant('keys-logged-with-refusals', 'The configured keys are logged when a wrong key is refused.', (b) => {
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
  }),
  mutant('keys-in-refusals', 'The 401 response has the first configured key in a header.', () =>
    refused((response, call) => ({
      ...response,
      headers: { ...response.headers, 'x-expected': call.config.keys[0] ?? '' },
    })),
  ),
  mutant('keys-in-refusals-as-base64', 'The 401 response has the configured keys in a header, encoded as base64.', () =>
    refused((response, call) => ({
      ...response,
      headers: { ...response.headers, 'x-debug': Buffer.from(`keys=${call.config.keys.join()}`).toString('base64') },
    })),
  ),
  mutant(
    'keys-in-healthz-as-hex',
    'The response of the liveness probe has the last configured key in a header, encoded as hexadecimal.',
    () =>
      changed('healthz', (response, call) => ({
        ...response,
        headers: { ...response.headers, 'x-build': Buffer.from(call.config.keys.at(-1) ?? '').toString('hex') },
      })),
  ),
  mutant('sigterm-ignored', 'hostd ignores SIGTERM.', () => ({ stopsOnSignal: () => false })),
];
