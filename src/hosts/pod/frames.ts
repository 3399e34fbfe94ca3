/** The kinds of frame. `id` identifies a connection, or a call for `call` and `reply`. */
export const Kind = {
  /** Payload: host and port as JSON. */
  open: 0,
  data: 1,
  /** The sender's side of the connection has ended. */
  end: 2,
  /** The connection is gone. */
  close: 3,
  /** The connection was reset or could not be opened. */
  reset: 4,
  /** Payload: the number of bytes that were passed on, as a 32-bit integer. */
  ack: 5,
  /** Payload: method and arguments as JSON. */
  call: 6,
  /** Payload: `value` or `error` as JSON. */
  reply: 7,
} as const;

export interface Frame {
  readonly kind: number;
  readonly id: number;
  readonly payload: Buffer;
}

const HEADER = 9;

/** Layout of a frame: length of the payload (4 bytes), kind (1), id (4), payload. */
export function encode(kind: number, id: number, payload: Uint8Array = Buffer.alloc(0)): Buffer {
  const header = Buffer.alloc(HEADER);
  header.writeUInt32BE(payload.length, 0);
  header.writeUInt8(kind, 4);
  header.writeUInt32BE(id, 5);
  return Buffer.concat([header, payload]);
}

/** Splits a byte stream into frames. */
export class FrameReader {
  #rest: Buffer = Buffer.alloc(0);

  push(bytes: Uint8Array): Frame[] {
    const frames: Frame[] = [];
    let rest = Buffer.concat([this.#rest, bytes]);
    while (rest.length >= HEADER) {
      const end = HEADER + rest.readUInt32BE(0);
      if (rest.length < end) break;
      frames.push({ kind: rest.readUInt8(4), id: rest.readUInt32BE(5), payload: rest.subarray(HEADER, end) });
      rest = rest.subarray(end);
    }
    this.#rest = rest;
    return frames;
  }
}
