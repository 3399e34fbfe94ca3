import { describe, expect, test } from 'vitest';
import { freePort } from '../../src/hosts/ports.ts';
import { urlTarget } from '../../src/hosts/url.ts';
import { Workshop } from './support.ts';

const start = (url: string) => urlTarget(url).start({ name: 'url', env: {}, host: '', port: 0 });

describe('a URL', () => {
  test.each([
    ['http://127.0.0.1:7070', { host: '127.0.0.1', port: 7070 }, '127.0.0.1:7070'],
    ['http://hostd.example', { host: 'hostd.example', port: 80 }, 'hostd.example'],
    [
      'https://hostd.example/',
      { host: 'hostd.example', port: 443, tls: { servername: 'hostd.example' } },
      'hostd.example',
    ],
    ['https://192.0.2.1:8443', { host: '192.0.2.1', port: 8443, tls: { servername: '' } }, '192.0.2.1:8443'],
    ['http://[::1]:7070', { host: '::1', port: 7070 }, '[::1]:7070'],
    ['HTTP://HOSTD.example:80', { host: 'hostd.example', port: 80 }, 'hostd.example'],
  ])('%s determines the endpoint and the Host header', async (url, endpoint, authority) => {
    const running = await start(url);
    expect({ endpoint: running.endpoint, authority: running.authority }).toEqual({ endpoint, authority });
    expect(await running.stop(0)).toBe(true);
    expect(await running.listening()).toBeUndefined();
  });

  test.each([
    ['127.0.0.1:7070', 'is not a URL; give it as http://HOST:PORT'],
    ['', 'is not a URL'],
    ['localhost:7070', 'only http: and https: can be checked'],
    ['ftp://127.0.0.1', 'only http: and https: can be checked'],
    ['http://127.0.0.1:99999', 'is not a URL'],
    ['http://u:p@127.0.0.1', 'must not carry credentials'],
    ['http://127.0.0.1/v1', 'hostd serves its routes at the root'],
    ['http://127.0.0.1/?a', 'hostd serves its routes at the root'],
  ])('%j is refused', (url, message) => {
    expect(() => urlTarget(url)).toThrow(TypeError);
    expect(() => urlTarget(url)).toThrow(message);
  });
});

test('wrong options, a wrong URL and a closed port are one line and an exit code each', async () => {
  const shop = await Workshop.open();
  const key = { PODFLARE_API_KEY: 'pk_test_0123456789abcdef' };
  const port = await freePort();
  const cases: readonly [args: readonly string[], code: number, line: string][] = [
    [['--no-such-option'], 2, 'unknown option --no-such-option'],
    [['--url', 'nowhere'], 2, '"nowhere" is not a URL'],
    [['--url', 'http://127.0.0.1/v1'], 2, 'hostd serves its routes at the root'],
    [['--url', `http://127.0.0.1:${port}`], 3, `nothing listens at 127.0.0.1:${port}; start hostd there first`],
  ];
  for (const [args, code, line] of cases) {
    const ended = await shop.bare(args, key);
    expect({ code: ended.code, stdout: ended.stdout }).toEqual({ code, stdout: '' });
    expect(ended.stderr).toMatch(/^podflare-conformance: [^\n]*\n$/);
    expect(ended.stderr).toContain(line);
  }
  await shop.close();
});
