import { readFile } from 'node:fs/promises';
import { requireResources } from '../base/resources.ts';

const LISTEN = '0A';

/**
 * The local addresses on which something listens at `port`, from Linux' socket table. Undefined on systems without
 * /proc/net/tcp.
 */
export async function listeningAddresses(port: number): Promise<readonly string[] | undefined> {
  return (await sockets())
    ?.filter((socket) => isListener(socket) && portOf(socket) === port)
    .map(({ local }) => decode(local.slice(0, -5)));
}

/** The inodes of the sockets that listen on `port`, from Linux' socket table. Empty on other systems. */
export async function listeningInodes(port: number): Promise<readonly string[]> {
  return ((await sockets()) ?? [])
    .filter((socket) => isListener(socket) && portOf(socket) === port)
    .map(({ inode }) => inode);
}

/** The ports on which something listens, from Linux' socket table. Empty on other systems. */
export async function listeningPorts(): Promise<ReadonlySet<number>> {
  return new Set((await sockets())?.filter(isListener).map(portOf));
}

/**
 * True if closed connections of an earlier server still hold a port. A server that does not set SO_REUSEADDR cannot
 * listen on it until they are gone, which takes a minute on Linux. False on systems without /proc/net/tcp.
 */
export async function isHeld(port: number): Promise<boolean> {
  return ((await sockets()) ?? []).some((socket) => !isListener(socket) && portOf(socket) === port);
}

/** A row of the socket table, unparsed. */
interface SocketRow {
  /** Address, colon, port, in hexadecimal. */
  readonly local: string;
  readonly state: string;
  readonly inode: string;
}

function isListener({ state }: SocketRow): boolean {
  return state === LISTEN;
}

function portOf({ local }: SocketRow): number {
  return Number.parseInt(local.slice(-4), 16);
}

async function sockets(): Promise<SocketRow[] | undefined> {
  const tables = await Promise.all(
    ['/proc/net/tcp', '/proc/net/tcp6'].map((file) =>
      readFile(file, 'utf8').catch((error: unknown) => {
        requireResources(error, `cannot read ${file}`);
        return '';
      }),
    ),
  );
  if (tables.every((table) => table === '')) return undefined;
  return tables
    .flatMap((table) => table.split('\n').slice(1))
    .map((line) => line.trim().split(/\s+/))
    .map(([, local = '', , state = '', , , , , , inode = '']) => ({ local, state, inode }))
    .filter(({ local }) => local !== '');
}

/** An address of the socket table: 32-bit words in the machine's byte order (little-endian where Node runs). */
function decode(hex: string): string {
  const bytes = (hex.match(/.{8}/g) ?? []).flatMap((word) => [...Buffer.from(word, 'hex')].reverse());
  if (bytes.length === 4) return bytes.join('.');
  const mapped = bytes.slice(0, 10).every((b) => b === 0) && bytes[10] === 0xff && bytes[11] === 0xff;
  if (mapped) return `::ffff:${bytes.slice(12).join('.')}`;
  const groups = Array.from({ length: 8 }, (_, i) =>
    (((bytes[2 * i] ?? 0) << 8) | (bytes[2 * i + 1] ?? 0)).toString(16),
  );
  return groups.join(':').replace(/(^|:)0(:0)+(:|$)/, '::');
}
