import { isIPv4, isIPv6 } from 'node:net';
import type { Behavior } from './behavior.ts';

export type Env = Readonly<Record<string, string | undefined>>;

/** Where to listen. An IPv6 host is without brackets; the empty host is every interface. */
export interface Address {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
}

/** `enforced`: a key is asked for. `open`: loopback without keys. `disabled`: PODFLARE_AUTH_DISABLED. */
export type Mode = 'enforced' | 'open' | 'disabled';

/** What the environment says. */
export interface Settings {
  readonly address: Address;
  readonly keys: readonly string[];
  readonly authDisabled: boolean;
  readonly logFormat: 'text' | 'json';
}

/** What a running hostd was started with. */
export interface Config extends Settings {
  readonly mode: Mode;
}

/** Reads the environment. Undefined when PODFLARE_HOSTD_ADDR is no address. */
export function readSettings(env: Env, behavior: Behavior): Settings | undefined {
  const address = behavior.address(env.PODFLARE_HOSTD_ADDR);
  return (
    address && {
      address,
      keys: behavior.keys(env.PODFLARE_API_KEYS),
      authDisabled: behavior.flag(env.PODFLARE_AUTH_DISABLED),
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

/** Entries between commas, without blanks around them; empty ones are no keys. */
export function parseKeys(text = ''): readonly string[] {
  return text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}

/** `1` (documented) and `true` are on. Everything else is off, so that a typing error does not open the API. */
export function parseFlag(text = ''): boolean {
  return text === '1' || text.toLowerCase() === 'true';
}

/** 127.0.0.0/8, ::1 and the name localhost. No other name or address counts, whatever it resolves to. */
export function isLoopback(host: string): boolean {
  return host === '::1' || host.toLowerCase() === 'localhost' || (isIPv4(host) && host.startsWith('127.'));
}

/** The startup matrix. Source: docs.podflare.ai/concepts/auth. */
export function decideStartup(settings: Settings): Mode | 'refused' {
  if (settings.authDisabled) return 'disabled';
  if (settings.keys.length > 0) return 'enforced';
  return isLoopback(settings.address.host) ? 'open' : 'refused';
}

/** `host:port` as it stands in a URL. */
export function formatAddress({ host, port }: Address): string {
  return `${isIPv6(host) ? `[${host}]` : host}:${port}`;
}
