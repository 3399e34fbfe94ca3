import { expect, test } from 'vitest';
import { checkHostd } from '../../src/api/check-hostd.ts';
import { Secrets } from '../../src/base/secrets.ts';
import type { Target } from '../../src/hosts/host.ts';
import { Output } from '../../src/hosts/output.ts';
import { urlTarget } from '../../src/hosts/url.ts';
import { runSuite } from '../support/run.ts';
import { scripted, wireTo } from './server.ts';

const KEY = 'pk_quoted_7f3a9c5e1b';
/** Above the safe integers, so that it is not a valid length. */
const DIGITS = '9300195522841907';
const OK = 'HTTP/1.1 200 OK\r\n';
/** Positions of a key that put it across the 60th character of a quotation. */
const OFFSETS = Array.from({ length: 62 }, (_, i) => i);
const get = { method: 'GET', target: '/', headers: [] };

/** Responses that a failure quotes, each with this text in the place that it quotes. */
const quoting: Readonly<Record<string, (text: string) => string>> = {
  'a status line': (text) => `${text}\r\n`,
  'a header line': (text) => `${OK}${text}\r\n\r\n`,
  'the size of a chunk': (text) => `${OK}Transfer-Encoding: chunked\r\n\r\n${text}\r\n`,
  'a length': (text) => `${OK}Content-Length: ${text}\r\n\r\n`,
  'a coding': (text) => `${OK}Transfer-Encoding: ${text}\r\n\r\n`,
};

/** A message without the name that is shown in the place of the key. */
const unnamed = (text: string) => text.replaceAll('<key 1>', '');

test.each(Object.entries(quoting))('no part of a key shows at the edge of a failure that quotes %s', async (_, of) => {
  const secrets = new Secrets();
  secrets.add(KEY, '<key 1>');
  for (const offset of OFFSETS) {
    const wire = wireTo(await scripted(of(`${'x'.repeat(offset)}${KEY}${'y'.repeat(20)}`)), 20_000, secrets.quote);
    const { failure } = await wire.send(get);
    expect(failure?.kind).toBe('protocol');
    expect(unnamed(secrets.redact(failure?.message ?? '')), `at offset ${offset}`).not.toMatch(/pk|[02-9]/);
  }
});

test('no part of a key of digits shows in a failure that quotes lengths', async () => {
  const secrets = new Secrets();
  secrets.add(DIGITS, '<key 1>');
  for (const offset of OFFSETS) {
    const text = `${'1'.repeat(offset)}${DIGITS}`;
    for (const lengths of [text, `${text}, 1`]) {
      const wire = wireTo(await scripted(quoting['a length']?.(lengths) ?? ''), 20_000, secrets.quote);
      const { failure } = await wire.send(get);
      expect(failure?.kind).toBe('protocol');
      expect(unnamed(secrets.redact(failure?.message ?? '')), `at offset ${offset}`).not.toMatch(/[02-9]/);
    }
  }
});

test('no part of a key shows at the edge of a failure that quotes bytes behind a response', async () => {
  const secrets = new Secrets();
  secrets.add(KEY, '<key 1>');
  for (const offset of OFFSETS) {
    const server = await scripted(`${OK}Content-Length: 0\r\n\r\n`, `${'x'.repeat(offset)}${KEY}`);
    const wire = wireTo(server, 20_000, secrets.quote);
    const connection = await wire.connect();
    await wire.send(get, connection);
    const { failure } = await wire.send(get, connection);
    expect(failure?.kind).toBe('stray');
    expect(unnamed(secrets.redact(failure?.message ?? '')), `at offset ${offset}`).not.toMatch(/pk|[02-9]/);
  }
});

/** The response to every request, with the key across the edge of the quotation. */
const edge = (key: string) => scripted(`${'x'.repeat(45)}${key}\r\n`);

test('a run against a URL quotes no part of a key', async () => {
  const { authority } = await edge(KEY);
  const url = `http://${authority}`;
  await expect(checkHostd({ url, keys: [KEY] })).rejects.toThrow(/^the response is not HTTP\/1\.x: "x{45}<key 1>"/);
  const report = await runSuite(urlTarget(url), { keys: [KEY], only: ['healthz/*'] });
  expect(JSON.stringify(report)).toContain('<key 1>');
  expect(JSON.stringify(report)).not.toContain(KEY.slice(0, 5));
});

test('a run that launches a server quotes no part of a key', async () => {
  let key = '';
  const target: Target = {
    ...{ kind: 'in-process', label: 'an echo', launchable: true },
    async start({ env }) {
      key = env.PODFLARE_API_KEYS?.split(',')[0] ?? '';
      const { host, port, authority } = await edge(key);
      const exited = new Promise<never>(() => {});
      return {
        endpoint: { host, port },
        authority,
        output: new Output(),
        exited,
        exit: undefined,
        listening: async () => undefined,
        stop: async () => true,
      };
    },
    close: async () => {},
  };
  const report = await runSuite(target, { only: ['healthz/no-key'], profiles: ['core'] });
  expect(JSON.stringify(report)).toContain('<key 1>');
  expect(JSON.stringify(report)).not.toContain(key.slice(0, 12));
});
