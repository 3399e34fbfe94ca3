import type { Socket } from 'node:net';
import { Kind } from './frames.ts';

/** Bytes that may be sent before the other end acknowledges them. */
const WINDOW = 256 * 1024;

/**
 * One end of a connection that a channel carries. `send` gets what the socket receives, and `take` gets what the other
 * end received. A half-closed connection stays half-closed, and a reset stays a reset.
 */
export class Tunnel {
  readonly #socket: Socket;
  readonly #send: (kind: number, payload?: Buffer) => void;
  #underWay = 0;
  #gone = false;

  /** @param socket must have been created with `allowHalfOpen` */
  constructor(socket: Socket, send: (kind: number, payload?: Buffer) => void) {
    this.#socket = socket;
    this.#send = send;
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => {
      send(Kind.data, chunk);
      this.#underWay += chunk.length;
      if (this.#underWay > WINDOW) socket.pause();
    });
    socket.once('end', () => send(Kind.end));
    socket.once('error', () => this.#leave(Kind.reset));
    socket.once('close', () => this.#leave(Kind.close));
  }

  /** Applies an event of the other end to the socket. */
  take(kind: number, payload: Buffer): void {
    switch (kind) {
      case Kind.data:
        this.#socket.write(payload, () => this.#send(Kind.ack, length(payload)));
        break;
      case Kind.ack:
        this.#underWay -= payload.readUInt32BE(0);
        if (this.#underWay <= WINDOW) this.#socket.resume();
        break;
      case Kind.end:
        this.#socket.end();
        break;
      case Kind.close:
        this.#gone = true;
        this.#socket.destroySoon();
        break;
      case Kind.reset:
        this.reset();
    }
  }

  /** Resets the connection once all earlier data has been passed on. */
  reset(): void {
    this.#gone = true;
    const { writable, writableLength } = this.#socket;
    if (writable && writableLength > 0) this.#socket.write('', () => this.#socket.resetAndDestroy());
    else this.#socket.resetAndDestroy();
  }

  #leave(kind: number): void {
    if (!this.#gone) this.#send(kind);
    this.#gone = true;
  }
}

function length(payload: Buffer): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(payload.length);
  return bytes;
}
