import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { Secrets } from '../../src/base/secrets.ts';
import { urlTarget } from '../../src/hosts/url.ts';
import { COMPARING, REPORTERS } from '../../src/report/names.ts';
import { renderReports } from '../../src/report/render.ts';
import { ENCODINGS } from '../support/encodings.ts';
import { runSuite } from '../support/run.ts';
import { expectNoKey } from './key-pieces.ts';

test('no reporter shows a key, or a piece of one, of a server with trace-echoes-headers', { timeout: 120_000 }, () =>
  expectNoKey('trace-echoes-headers'),
);

test('no reporter shows a key in any encoding in which a server sends it back', { timeout: 60_000 }, async () => {
  const key = 'pk_Ab/c+D_9f4E7b1C2a';
  const texts = Object.values(ENCODINGS).map((encode) => encode(key));
  let answers = 0;
  const server = createServer((_, response) => {
    const text = Buffer.from(`${texts[answers % texts.length]}`).toString('latin1');
    answers += 1;
    const header = text.replace(/[\r\n]+/g, ' ');
    response.writeHead(403, header, { 'x-seen': header, 'content-type': 'text/plain' }).end(text, 'latin1');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  server.unref();
  const target = urlTarget(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const report = await runSuite(target, { keys: [key], only: ['unauthorized/*', 'healthz/*'] });
  expect(report.verdict).toBe('not conformant');
  const told = report.checks.flatMap(({ cases }) => cases.flatMap(({ exchanges }) => exchanges));
  for (const how of ['', ' in another case', ' in base64', ' in hexadecimal', ' in decimal', ' reversed'])
    expect(told.some(({ received }) => received?.includes(`<key 1${how}>`))).toBe(true);
  expect(answers).toBeGreaterThan(3 * texts.length);
  const drawn = await Promise.all([
    ...REPORTERS.map((name) => renderReports(name, [report], { color: true })),
    ...COMPARING.map((name) => renderReports(name, [report, report], { color: true })),
  ]);
  // Base64 characters at the ends that also depend on adjacent bytes are left.
  for (const text of drawn)
    for (const encoded of texts) expect(text).not.toContain(encoded.replace(/\s/g, ' ').slice(4, 24));
});

test('a secret is found in any case, in URLs and in JSON, and a short one only where it stands alone', () => {
  const secrets = new Secrets();
  secrets.add('pk_Ab/+"ü', '<key 1>', '$PODFLARE_API_KEY');
  secrets.add('dev', '<key 2>');
  const text = 'PK_AB/+"Ü pk_Ab%2F%2B%22%C3%BC {"k":"pk_Ab/+\\"ü"} dev, developer, x-dev';
  expect(secrets.redact(text)).toBe('<key 1 in another case> <key 1> {"k":"<key 1>"} <key 2>, developer, x-dev');
});
