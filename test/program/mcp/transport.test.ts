import type { JSONRPCMessage } from '@modelcontextprotocol/sdk/types.js';
import { describe, expect, test } from 'vitest';
import { ProcessTransport } from '../../../src/program/mcp-transport.ts';

const LIMIT = 16 * 1024 ** 2;
const PIECE = 'x'.repeat(256 * 1024);

/** A transport whose messages are lines of JSON, and the messages that it received. */
function transport() {
  const received: unknown[] = [];
  const made = new ProcessTransport((line) =>
    line.startsWith('{') ? (JSON.parse(line) as JSONRPCMessage) : undefined,
  );
  made.onmessage = (message) => received.push(message);
  return { made, received };
}

describe('the stdout of a process', () => {
  test('is parsed as messages, in chunks of any size', () => {
    const { made, received } = transport();
    for (const character of '{"a":1}\n\nlog line\n{"a":2}\r\n') made.receive(character);
    expect(received).toEqual([{ a: 1 }, { a: 2 }]);
    expect(made.stray).toEqual(['log line']);
  });

  test('may contain a message in many chunks', () => {
    const { made, received } = transport();
    made.receive('{"a":"');
    for (let i = 0; i < 40; i += 1) made.receive(PIECE);
    made.receive('"}\n');
    expect(received).toEqual([{ a: PIECE.repeat(40) }]);
    expect(made.stray).toEqual([]);
  });

  test('is bounded if its lines are not messages', () => {
    const { made, received } = transport();
    for (let i = 0; i < 400; i += 1) made.receive(`${i} ${PIECE}\n`);
    made.receive('{"a":1}\n');
    expect(made.stray[0]?.slice(0, 4)).toBe('0 xx');
    expect(made.stray.join('').length).toBeLessThan(1024 ** 2);
    expect(received).toEqual([{ a: 1 }]);
  });

  test('is bounded if a line does not end, and what comes after the line is read', () => {
    const { made, received } = transport();
    for (let length = 0; length <= LIMIT; length += PIECE.length) made.receive(PIECE);
    expect(made.stray.map((line) => line.slice(0, 4))).toEqual(['xxxx']);
    for (let length = 0; length <= LIMIT; length += PIECE.length) made.receive(PIECE);
    made.receive('{"a":1}\n{"a":2}\n');
    expect(made.stray.join('').length).toBeLessThan(1024 ** 2);
    expect(received).toEqual([{ a: 2 }]);
  });
});
