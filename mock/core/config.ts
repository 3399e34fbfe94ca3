import { isIPv4, isIPv6 } from 'node:net';

export type Env = Readonly<Record<string, string | undefined>>;

/** Where to listen. An IPv6 host has no brackets; the empty host means every interface. */
export interface Address {
  readonly host: string;
  /** 0 lets the operating system choose. */
  readonly port: number;
}

/** `enforced`: a key is required. `open`: loopback without keys. `disabled`: PODFLARE_AUTH_DISABLED is set. */
export type Mode = 'enforced' | 'open' | 'disabled';

/** The configuration that the environment gives. */
export interface Settings {
  readonly address: Address;
  readonly keys: readonly string[];
  readonly authDisabled: boolean;
  readonly logFormat: 'text' | 'json';
}

/** The configuration of a running hostd. */
export interface Config extends Settings {
  readonly mode: Mode;
}

/** Parses the variables of hostd. */
export interface EnvParser {
  /** PODFLARE_HOSTD_ADDR; undefined when it is not an address. */
  address(text: string | undefined): Address | undefined;
  /** PODFLARE_API_KEYS. */
  keys(text: string | undefined): readonly string[];
  /** PODFLARE_AUTH_DISABLED. */
  flag(text: string | undefined): boolean;
}

/** Reads the environment. Undefined when PODFLARE_HOSTD_ADDR is not an address. */
export function readSettings(env: Env, parser: EnvParser): Settings | undefined {
  const address = parser.address(env.PODFLARE_HOSTD_ADDR);
  return (
    address && {
      address,
      keys: parser.keys(env.PODFLARE_API_KEYS),
      authDisabled: parser.flag(env.PODFLARE_AUTH_DISABLED),
      logFormat: env.PODFLARE_LOG_FORMAT === 'json' ? 'json' : 'text',
    }
  );
}

/**
 * `host:port`, `[ipv6]:port` or `:port`; 127.0.0.1:7070 when unset or empty. Undefined for anything else.
 * Source: docs.podflare.ai/concepts/auth.
 */
export function parseAddress(text = ''): Address | undefined {
  if (text === '') return { host: '127.0.0.1', port: 7070 };
  const [, ipv6, name, digits] = /^(?:\[([^\]]+)\]|([^:[\]\s]*)):(\d{1,5})$/.exec(text) ?? [];
  const port = Number(digits);
  if (digits === undefined || port > 65_535 || (ipv6 !== undefined && !isIPv6(ipv6))) return undefined;
  return { host: ipv6 ?? name ?? '', port };
}

/** Comma-separated keys. Whitespace around a key and empty entries are dropped. */
export function parseKeys(text = ''): readonly string[] {
  return text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}

/** `1` (documented) and `true` are on. Everything else is off, so that a typo does not open the API. */
export function parseFlag(text = ''): boolean {
  return text === '1' || text.toLowerCase() === 'true';
}

/** Whether a host is in 127.0.0.0/8, ::1 or the name localhost. Other names are not resolved. */
export function isLoopback(host: string): boolean {
  return host === '::1' || host.toLowerCase() === 'localhost' || (isIPv4(host) && host.startsWith('127.'));
}

/** The startup matrix. Source: docs.podflare.ai/concepts/auth. */
export function decideStartup(settings: Settings): Mode | 'refused' {
  if (settings.authDisabled) return 'disabled';
  if (settings.keys.length > 0) return 'enforced';
  return isLoopback(settings.address.host) ? 'open' : 'refused';
}

/** `host:port` as in a URL. */
export function formatAddress({ host, port }: Address): string {
  return `${isIPv6(host) ? `[${host}]` : host}:${port}`;
}
