import type { Server } from 'node:http';
import type { Server as TcpServer } from 'node:net';

/** Variables as hostd reads them. */
export type Env = Readonly<Record<string, string | undefined>>;

/** A server that is not a hostd, and not listening yet. `exit` ends its process. */
export type Bot = (env: Env, exit: (code: number) => void) => Server | TcpServer;
