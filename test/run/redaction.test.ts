import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { Secrets } from '../../src/base/secrets.ts';
import type { Target } from '../../src/hosts/host.ts';
import { urlTarget } from '../../src/hosts/url.ts';
import type { Report } from '../../src/model/report.ts';
import { COMPARING, REPORTERS } from '../../src/report/names.ts';
import { renderReports } from '../../src/report/render.ts';
import { renderPretty } from '../../src/report/reporters/pretty.ts';
import { ENCODINGS } from '../support/encodings.ts';
import { inProcessTarget } from '../support/in-process.ts';
import { runSuite } from '../support/run.ts';

/** Defects that make many checks fail, or send keys back in answers and logs. */
const MUTANTS = [
  'no-gate',
  'any-key-accepted',
  'refusal-echoes-key',
  'trace-echoes-headers',
  'keys-logged-with-requests',
];

/** Characters in a row that give a key away. */
const TELLING = 12;

/** The target, and the keys that it was started with. */
function listening(target: Target): { target: Target; keys: Set<string> } {
  const keys = new Set<string>();
  const start: Target['start'] = (launch) => {
    for (const key of (launch.env.PODFLARE_API_KEYS ?? '').split(',')) if (key.length > TELLING) keys.add(key.trim());
    return target.start(launch);
  };
  return { target: { ...target, start }, keys };
}

/** Everything that is told of a key when one of these is: pieces of it, in any case, as they are, turned or encoded. */
function tellingPieces(key: string): string[] {
  const secret = key.replace(/^p[kf]_conf_/, '');
  const forms = [secret, Array.from(secret).reverse().join(''), Buffer.from(key).toString('base64')];
  return forms.flatMap((form) =>
    Array.from({ length: form.length - TELLING + 1 }, (_, i) => form.slice(i, i + TELLING).toLowerCase()),
  );
}

test.each(MUTANTS)(
  'no reporter shows a key, or a piece of one, of a server with %s',
  { timeout: 120_000 },
  async (mutant) => {
    const { target, keys } = listening(inProcessTarget(mutant));
    const report: Report = await runSuite(target);
    expect(report.exitCode + report.summary.checks.warn).toBeGreaterThan(0);
    expect(keys.size).toBeGreaterThan(50);
    const pieces = new Set([...keys].flatMap(tellingPieces));
    const texts = [
      ...(await Promise.all(REPORTERS.map((name) => renderReports(name, [report], { color: true })))),
      ...(await Promise.all(COMPARING.map((name) => renderReports(name, [report, report], { color: true })))),
      renderPretty(report),
    ];
    for (const text of texts) {
      expect(text).not.toBe('');
      const low = text.toLowerCase();
      const found: string[] = [];
      for (let i = 0; i + TELLING <= low.length; i += 1) {
        const window = low.slice(i, i + TELLING);
        if (pieces.has(window)) found.push(low.slice(Math.max(0, i - 60), i + 40));
      }
      expect(found.slice(0, 3)).toEqual([]);
    }
  },
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
  // What other bytes decide at the ends of base64 is left.
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
