import type { Socket } from 'node:net';
import { encode, type Frame, FrameReader, Kind } from './frames.ts';
import { Tunnel } from './tunnel.ts';

/** What the other end may request. */
export interface Service {
  /** Opens a connection on behalf of the other end. */
  connect(host: string, port: number): Socket;
  /** Handles a call. */
  call(method: string, args: readonly unknown[]): Promise<unknown>;
}

interface Reply {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/** Multiplexes connections and calls over one byte stream. */
export class Channel {
  readonly #write: (bytes: Buffer) => void;
  readonly #service: Service | undefined;
  readonly #reader = new FrameReader();
  readonly #tunnels = new Map<number, Tunnel>();
  readonly #replies = new Map<number, Reply>();
  #lastId = 0;
  #closed: Error | undefined;

  /**
   * @param write sends bytes to the other end, which passes them to `receive`
   * @param service handles requests of the other end; default: none are accepted
   */
  constructor(write: (bytes: Buffer) => void, service?: Service) {
    this.#write = write;
    this.#service = service;
  }

  receive(bytes: Uint8Array): void {
    for (const frame of this.#reader.push(bytes)) this.#take(frame);
  }

  /** Connects a socket to `host` and `port` by way of the other end. */
  tunnel(socket: Socket, host: string, port: number): void {
    if (this.#closed) {
      socket.resetAndDestroy();
      return;
    }
    this.#lastId += 1;
    this.#write(encode(Kind.open, this.#lastId, json([host, port])));
    this.#join(this.#lastId, socket);
  }

  /** Calls a method of the other end's service. */
  call(method: string, args: readonly unknown[]): Promise<unknown> {
    if (this.#closed) return Promise.reject(this.#closed);
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      this.#replies.set(id, { resolve, reject });
      this.#write(encode(Kind.call, id, json([method, args])));
    });
  }

  /** Resets all connections and rejects all pending calls with `reason`. */
  close(reason: Error): void {
    if (this.#closed) return;
    this.#closed = reason;
    for (const tunnel of this.#tunnels.values()) tunnel.reset();
    for (const { reject } of this.#replies.values()) reject(reason);
    this.#replies.clear();
  }

  #join(id: number, socket: Socket): void {
    const tunnel = new Tunnel(socket, (kind, payload) => {
      if (!this.#closed) this.#write(encode(kind, id, payload));
    });
    this.#tunnels.set(id, tunnel);
    socket.once('close', () => this.#tunnels.delete(id));
  }

  #take({ kind, id, payload }: Frame): void {
    if (kind === Kind.reply) this.#settle(id, payload);
    else if (kind === Kind.call) void this.#handle(id, payload);
    else if (kind === Kind.open) {
      const [host, port] = JSON.parse(payload.toString()) as [string, number];
      if (this.#service) this.#join(id, this.#service.connect(host, port));
    } else this.#tunnels.get(id)?.take(kind, payload);
  }

  async #handle(id: number, payload: Buffer): Promise<void> {
    const [method, args] = JSON.parse(payload.toString()) as [string, unknown[]];
    let reply: { value?: unknown; error?: string };
    try {
      reply = { value: await this.#service?.call(method, args) };
    } catch (error) {
      reply = { error: error instanceof Error ? error.message : String(error) };
    }
    this.#write(encode(Kind.reply, id, json(reply)));
  }

  #settle(id: number, payload: Buffer): void {
    const { value, error } = JSON.parse(payload.toString()) as { value?: unknown; error?: string };
    const reply = this.#replies.get(id);
    this.#replies.delete(id);
    if (error === undefined) reply?.resolve(value);
    else reply?.reject(new Error(error));
  }
}

function json(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}
