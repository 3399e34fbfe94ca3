import { readdir, readFile, readlink } from 'node:fs/promises';
import { listeningInodes } from './sockets.ts';

/** A process that listens on a port. */
export interface Listener {
  /** Undefined if this user may not see the process. */
  readonly pid: number | undefined;
  /** The name of its program. */
  readonly name: string | undefined;
}

/** The processes that listen on a port, except this one. Linux only; empty on other systems. */
export async function listenersAt(port: number): Promise<readonly Listener[]> {
  const inodes = new Set(await listeningInodes(port));
  if (inodes.size === 0) return [];
  const owners = (
    await Promise.all((await pids()).map(async (pid) => ({ pid, held: await heldBy(pid, inodes) })))
  ).filter(({ held }) => held.length > 0);
  const known = new Set(owners.flatMap(({ held }) => held));
  const found: Listener[] = await Promise.all(
    owners.filter(({ pid }) => pid !== process.pid).map(async ({ pid }) => ({ pid, name: await nameOf(pid) })),
  );
  return known.size < inodes.size ? [...found, { pid: undefined, name: undefined }] : found;
}

async function pids(): Promise<number[]> {
  return (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name)).map(Number);
}

/** Which of these sockets a process has open. */
async function heldBy(pid: number, inodes: ReadonlySet<string>): Promise<string[]> {
  const folder = `/proc/${pid}/fd`;
  const links = await Promise.all(
    (await readdir(folder).catch(() => [])).map((fd) => readlink(`${folder}/${fd}`).catch(() => '')),
  );
  return links.flatMap((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? []).filter((inode) => inodes.has(inode));
}

async function nameOf(pid: number): Promise<string | undefined> {
  const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '');
  return name.trim() || undefined;
}
