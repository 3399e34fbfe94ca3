/**
 * A named way to launch hostd. In an address, `$PORT` stands for a free port, and `$MACHINE` and `$MACHINE6` for a
 * non-loopback IPv4 and IPv6 address of the machine. In a key list, `$1`, `$2` and so on stand for fresh random keys.
 */
export interface Configuration {
  /** What a server must do under this configuration. */
  readonly mode: 'enforced' | 'open' | 'refused';
  readonly title: string;
  /** PODFLARE_HOSTD_ADDR; unset when absent. */
  readonly address?: string;
  /** PODFLARE_API_KEYS; unset when absent. */
  readonly keys?: string;
  /** Appended to every key. */
  readonly keySuffix?: string;
  /** PODFLARE_AUTH_DISABLED; unset when absent. */
  readonly disabled?: string;
  /** PODFLARE_LOG_FORMAT; unset when absent. */
  readonly logFormat?: 'json';
  /** The address at which the suite reaches the server. Default 127.0.0.1. */
  readonly reach?: string;
  /** True when a server needs to start under it only if it supports IPv6. */
  readonly ipv6?: true;
}

const LOOPBACK = '127.0.0.1:$PORT';
const ANY = '0.0.0.0:$PORT';
const ANY6 = '[::]:$PORT';
const list = (n: number) => Array.from({ length: n }, (_, i) => `$${i + 1}`).join(',');

const table = {
  enforced: { mode: 'enforced', title: 'two keys, on 127.0.0.1', address: LOOPBACK, keys: '$1,$2' },
  'enforced-any': { mode: 'enforced', title: 'two keys, on 0.0.0.0', address: ANY, keys: '$1,$2' },
  'enforced-ipv6': {
    mode: 'enforced',
    title: 'two keys, on [::1]',
    address: '[::1]:$PORT',
    keys: '$1,$2',
    reach: '::1',
    ipv6: true,
  },
  'enforced-localhost': {
    mode: 'enforced',
    title: 'two keys, on localhost',
    address: 'localhost:$PORT',
    keys: '$1,$2',
    reach: 'localhost',
  },
  'enforced-other-loopback': {
    mode: 'enforced',
    title: 'two keys, on 127.0.0.2',
    address: '127.0.0.2:$PORT',
    keys: '$1,$2',
    reach: '127.0.0.2',
  },
  'enforced-default': { mode: 'enforced', title: 'two keys, PODFLARE_HOSTD_ADDR not set', keys: '$1,$2' },
  'enforced-any-machine': {
    mode: 'enforced',
    title: "two keys, on 0.0.0.0, reached at an address of the machine's",
    address: ANY,
    keys: '$1,$2',
    reach: '$MACHINE',
  },
  'enforced-any-ipv6': {
    mode: 'enforced',
    title: 'two keys, on [::], reached at [::1]',
    address: ANY6,
    keys: '$1,$2',
    reach: '::1',
  },
  'enforced-any-mapped': {
    mode: 'enforced',
    title: 'two keys, on [::], reached at 127.0.0.1',
    address: ANY6,
    keys: '$1,$2',
  },
  'one-key': { mode: 'enforced', title: 'one key', address: LOOPBACK, keys: '$1' },
  'fifty-keys': { mode: 'enforced', title: 'fifty keys', address: LOOPBACK, keys: list(50) },
  'empty-entry': { mode: 'enforced', title: 'a list with an empty entry', address: LOOPBACK, keys: '$1,,$2' },
  'trailing-comma': { mode: 'enforced', title: 'a list that ends in a comma', address: LOOPBACK, keys: '$1,$2,' },
  'blanks-in-list': { mode: 'enforced', title: 'whitespace around the entries', address: LOOPBACK, keys: '$1, $2 ' },
  'flag-0': { mode: 'enforced', title: 'PODFLARE_AUTH_DISABLED=0', address: LOOPBACK, keys: '$1,$2', disabled: '0' },
  'flag-false': {
    mode: 'enforced',
    title: 'PODFLARE_AUTH_DISABLED=false',
    address: LOOPBACK,
    keys: '$1,$2',
    disabled: 'false',
  },
  'flag-upper-false': {
    mode: 'enforced',
    title: 'PODFLARE_AUTH_DISABLED=False',
    address: LOOPBACK,
    keys: '$1,$2',
    disabled: 'False',
  },
  'flag-no': { mode: 'enforced', title: 'PODFLARE_AUTH_DISABLED=no', address: LOOPBACK, keys: '$1,$2', disabled: 'no' },
  'flag-off': {
    mode: 'enforced',
    title: 'PODFLARE_AUTH_DISABLED=off',
    address: LOOPBACK,
    keys: '$1,$2',
    disabled: 'off',
  },
  'flag-empty': {
    mode: 'enforced',
    title: 'PODFLARE_AUTH_DISABLED empty',
    address: LOOPBACK,
    keys: '$1,$2',
    disabled: '',
  },
  'token-characters': {
    mode: 'enforced',
    title: 'a key with all token characters',
    address: LOOPBACK,
    keys: '$1,$2',
    keySuffix: '-._~+/==',
  },
  crowded: { mode: 'enforced', title: 'two keys, for many concurrent requests', address: LOOPBACK, keys: '$1,$2' },
  patient: { mode: 'enforced', title: 'two keys, for many refusals', address: LOOPBACK, keys: '$1,$2' },
  'dotted-key': { mode: 'enforced', title: 'a key with a dot in it', address: LOOPBACK, keys: '$1', keySuffix: '.k' },
  'long-key': {
    mode: 'enforced',
    title: 'a key of a hundred characters',
    address: LOOPBACK,
    keys: '$1',
    keySuffix: 'k'.repeat(60),
  },
  'json-logs': {
    mode: 'enforced',
    title: 'two keys, logs as JSON',
    address: LOOPBACK,
    keys: '$1,$2',
    logFormat: 'json',
  },

  dev: { mode: 'open', title: 'no keys, on 127.0.0.1', address: LOOPBACK },
  'dev-ipv6': { mode: 'open', title: 'no keys, on [::1]', address: '[::1]:$PORT', reach: '::1', ipv6: true },
  'dev-localhost': { mode: 'open', title: 'no keys, on localhost', address: 'localhost:$PORT', reach: 'localhost' },
  'dev-other-loopback': {
    mode: 'open',
    title: 'no keys, on 127.0.0.2',
    address: '127.0.0.2:$PORT',
    reach: '127.0.0.2',
  },
  'dev-default': { mode: 'open', title: 'no variable set' },

  disabled: {
    mode: 'open',
    title: 'PODFLARE_AUTH_DISABLED=1, no keys, on 127.0.0.1',
    address: LOOPBACK,
    disabled: '1',
  },
  'disabled-keys': {
    mode: 'open',
    title: 'PODFLARE_AUTH_DISABLED=1 with keys, on 127.0.0.1',
    address: LOOPBACK,
    keys: '$1,$2',
    disabled: '1',
  },
  'disabled-any': { mode: 'open', title: 'PODFLARE_AUTH_DISABLED=1, no keys, on 0.0.0.0', address: ANY, disabled: '1' },
  'disabled-any-keys': {
    mode: 'open',
    title: 'PODFLARE_AUTH_DISABLED=1 with keys, on 0.0.0.0',
    address: ANY,
    keys: '$1,$2',
    disabled: '1',
  },
  'disabled-json': {
    mode: 'open',
    title: 'PODFLARE_AUTH_DISABLED=1, logs as JSON',
    address: LOOPBACK,
    disabled: '1',
    logFormat: 'json',
  },
  'flag-true': {
    mode: 'open',
    title: 'PODFLARE_AUTH_DISABLED=true with keys',
    address: LOOPBACK,
    keys: '$1,$2',
    disabled: 'true',
  },

  'refused-any': { mode: 'refused', title: 'no keys, on 0.0.0.0', address: ANY },
  'refused-any-ipv6': { mode: 'refused', title: 'no keys, on [::]', address: ANY6, reach: '::1' },
  'refused-machine': {
    mode: 'refused',
    title: "no keys, on an address of the machine's",
    address: '$MACHINE:$PORT',
    reach: '$MACHINE',
  },
  'refused-machine-ipv6': {
    mode: 'refused',
    title: "no keys, on an IPv6 address of the machine's",
    address: '[$MACHINE6]:$PORT',
    reach: '$MACHINE6',
  },
  'refused-bare-port': { mode: 'refused', title: 'no keys, a bare port', address: '$PORT' },
  'refused-empty-host': { mode: 'refused', title: 'no keys, an empty host', address: ':$PORT' },
  'refused-mapped': { mode: 'refused', title: 'no keys, on [::ffff:0.0.0.0]', address: '[::ffff:0.0.0.0]:$PORT' },
  'refused-long-ipv6': {
    mode: 'refused',
    title: 'no keys, on [0:0:0:0:0:0:0:0]',
    address: '[0:0:0:0:0:0:0:0]:$PORT',
    reach: '::1',
  },
  'refused-mapped-hex': { mode: 'refused', title: 'no keys, on [::ffff:0:0]', address: '[::ffff:0:0]:$PORT' },
  'refused-zero': { mode: 'refused', title: 'no keys, on host 0', address: '0:$PORT' },
  'refused-empty-keys': { mode: 'refused', title: 'PODFLARE_API_KEYS empty, on 0.0.0.0', address: ANY, keys: '' },
  'refused-comma-keys': { mode: 'refused', title: 'PODFLARE_API_KEYS="," on 0.0.0.0', address: ANY, keys: ',' },
  'refused-blank-keys': { mode: 'refused', title: 'PODFLARE_API_KEYS=" , " on 0.0.0.0', address: ANY, keys: ' , ' },
  'refused-flag-0': {
    mode: 'refused',
    title: 'no keys, PODFLARE_AUTH_DISABLED=0, on 0.0.0.0',
    address: ANY,
    disabled: '0',
  },
  'refused-flag-false': {
    mode: 'refused',
    title: 'no keys, PODFLARE_AUTH_DISABLED=false, on 0.0.0.0',
    address: ANY,
    disabled: 'false',
  },
  'refused-flag-empty': {
    mode: 'refused',
    title: 'no keys, PODFLARE_AUTH_DISABLED empty, on 0.0.0.0',
    address: ANY,
    disabled: '',
  },
  'bad-address': { mode: 'refused', title: 'an invalid address', address: 'not an address', keys: '$1' },
  'bad-port': { mode: 'refused', title: 'a port above 65535', address: '127.0.0.1:70700', keys: '$1' },
} as const satisfies Record<string, Configuration>;

export type ConfigurationName = keyof typeof table;
export const configurations: Readonly<Record<ConfigurationName, Configuration>> = table;
