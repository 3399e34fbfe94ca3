import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createMock } from '../../mock/adapters/create-mock.ts';
import { checkFleet } from '../../src/api/check-fleet.ts';
import { checkHostd } from '../../src/api/check-hostd.ts';
import { operations } from '../../src/contract/contract.ts';
import type { SpecCoverage } from '../../src/contract/coverage.ts';
import { withSpec } from '../../src/contract/spec/spec.ts';
import { specSentence } from '../../src/report/render/summary.ts';
import { renderHtml } from '../../src/report/reporters/html.ts';
import { renderMarkdown } from '../../src/report/reporters/markdown.ts';
import { renderPretty } from '../../src/report/reporters/pretty.ts';

let folder: string;
let outside: string;
beforeAll(async () => {
  const root = await mkdtemp(join(tmpdir(), 'conformance-'));
  [folder, outside] = [join(root, 'in'), join(root, 'out.yaml')];
  await mkdir(folder);
  await writeFile(outside, 'secret: { type: string, example: swordfish }');
});
afterAll(() => rm(join(folder, '..'), { recursive: true }));

async function file(text: string | Uint8Array): Promise<string> {
  const path = join(folder, `${Math.random()}.yaml`);
  await writeFile(path, text);
  return path;
}

const responses = 'responses: { "200": { description: fine } }';
const document = (paths: string, rest = '') => `openapi: 3.1.0
info: { title: x, version: "1" }
${rest}
paths:
${paths}`;
/** A document with one operation. Its body has this schema. */
const withBody = (schema: string, rest = '') =>
  document(
    `  /v1/a: { post: { requestBody: { content: { application/json: { schema: ${schema} } } }, ${responses} } }`,
    rest,
  );
const read = async (text: string, remote?: boolean) => await withSpec(operations, await file(text), remote);
const added = async (text: string, remote?: boolean) => (await read(text, remote)).operations.slice(operations.length);

describe('--spec', () => {
  test('adds the new operations below /v1/, and identifies an operation by method and path template', async () => {
    const found = await read(
      document(`
  /v1/snapshots: { get: { ${responses} }, post: { ${responses} } }
  /v1/sandboxes/{name}: { delete: { parameters: [{ name: name, in: path, required: true, schema: { type: string } }], ${responses} } }
  /metrics: { get: { ${responses} } }
  /v1/open: { get: { security: [], ${responses} } }
  /v1/seen: { get: { x-observed: in a client, ${responses} } }
`),
    );
    const ids = found.operations.slice(operations.length).map(({ id }) => id);
    expect(ids).toEqual(['GET /v1/snapshots', 'POST /v1/snapshots', 'GET /v1/open']);
    expect(found.coverage).toMatchObject({
      ...{ operations: 6, added: 2, known: 1 },
      left: [
        { operation: 'GET /metrics', reason: 'it is not below /v1/' },
        { operation: 'GET /v1/seen', reason: 'it is marked x-observed' },
        { operation: 'GET /v1/open', reason: 'it needs no key: security is []' },
      ],
    });
  });

  test('requires a key unless the document says otherwise', async () => {
    const paths = `
  /v1/a: { get: { ${responses} } }
  /v1/b: { get: { security: [], ${responses} } }
`;
    const exempt = (found: readonly { exempt: boolean }[]) => found.map((operation) => operation.exempt);
    expect(exempt(await added(document(paths)))).toEqual([false, true]);
    expect(exempt(await added(document(paths, 'security: []')))).toEqual([true, true]);
  });

  test('reads OpenAPI 3.0, and references to other files in any place', async () => {
    const item = await file(`get: { $ref: "#/x-get" }\nx-get: { ${responses} }`);
    const schema = await file(
      'a: { $ref: "#/b" }\nb: { type: object, required: [c], properties: { c: { example: 7 } } }',
    );
    const body = `requestBody: { content: { application/json: { schema: { $ref: "${schema}#/a" } } } }`;
    for (const version of ['3.0.4', '3.1.2']) {
      const text = document(`  /v1/a: { $ref: "${item}" }\n  /v1/b: { post: { ${body}, ${responses} } }`);
      const found = await added(text.replace('3.1.0', version));
      expect(found.map(({ id, body: sent }) => [id, sent?.example])).toEqual([
        ['GET /v1/a', undefined],
        ['POST /v1/b', { c: 7 }],
      ]);
    }
  });

  test('ignores parameters that OpenAPI ignores, and operations that cannot be sent', async () => {
    const header = (name: string, example = 'x') =>
      `parameters: [{ name: ${JSON.stringify(name)}, in: header, required: true, schema: { example: ${JSON.stringify(example)} } }]`;
    const { operations: all, coverage } = await read(
      document(`
  /v1/a: { get: { ${header('authorization')}, ${responses} } }
  /v1/b: { get: { ${header('X-A: b\r\nX-C')}, ${responses} } }
  /v1/c: { get: { ${header('X-A', 'b\r\nX-C: d')}, ${responses} } }
  "/v1/d e": { get: { ${responses} } }
  "/v1/d\\r\\nHost: e": { get: { ${responses} } }
  /v1/../f: { get: { ${responses} } }
`),
    );
    expect(all.slice(operations.length).map(({ path, parameters }) => [path, parameters])).toEqual([['/v1/a', []]]);
    expect(coverage.left.map(({ reason }) => reason)).toEqual([
      'its header "X-A: b\\r\\nX-C" cannot be sent',
      'its header "X-A" cannot be sent',
      ...Array.from({ length: 3 }, () => 'its path is not one that a URL can have'),
    ]);
  });

  test.each([
    ['a: {}', 'it has no member "openapi"'],
    ['asyncapi: 3.0.0', 'it has no member "openapi"'],
    ['swagger: "2.0"\ninfo: { title: x, version: "1" }\npaths: {}', 'is Swagger 2.0; OpenAPI 3.0 or 3.1 is needed'],
    ['openapi: 3.1', 'the member "openapi" is to be a text in quotes, such as "3.1.0", not 3.1'],
    ['openapi: 3.2.0', 'is OpenAPI 3.2.0; OpenAPI 3.0 or 3.1 is needed'],
    ['openapi: {}', 'is to be a text in quotes'],
    ['hello', 'is not a JSON or YAML document with members'],
    ['[]', 'is not a JSON or YAML document with members'],
    ['', 'is not a JSON or YAML document with members'],
    ['a: [', 'is neither JSON nor YAML: '],
    ['{"a": [', 'is neither JSON nor YAML: '],
    ['\x00', 'is neither JSON nor YAML: '],
    [Buffer.from([0x61, 0x3a, 0xff]), 'it is not UTF-8'],
    ['openapi: 3.1.0\npaths: {}', 'is not valid OpenAPI 3.1.0: #'],
    [document('  /v1/a: { get: 7 }'), 'is not valid OpenAPI 3.1.0: #/paths/~1v1~1a/get '],
    [document('  /v1/a: [{}]'), 'is not valid OpenAPI 3.1.0: #/paths/~1v1~1a '],
    [document(`  /a: { get: { ${responses} } }`), 'none of its operations is below /v1/'],
  ])('refuses %j in one line', async (text, message) => {
    const refusal = withSpec(operations, await file(text));
    await expect(refusal).rejects.toMatchObject({
      name: 'UsageError',
      message: expect.stringContaining(message) as string,
    });
    await expect(refusal).rejects.toThrow(/^.*$/);
  });

  test.each([
    ['lists that JSON does not end', `{"openapi": ${'['.repeat(50_000)}`],
    ['lists in JSON', `{"openapi": ${'['.repeat(50_000)}${']'.repeat(50_000)}}`],
    ['maps in YAML', `openapi: ${'{a: '.repeat(5_000)}1${'}'.repeat(5_000)}`],
  ])('refuses deeply nested %s', async (_, text) => {
    await expect(read(text)).rejects.toMatchObject({ name: 'UsageError' });
    await expect(read(text)).rejects.toThrow(/nested too deeply|neither JSON nor YAML: [^\n]*nesting/);
  });

  test('refuses what is not a file', async () => {
    await expect(withSpec(operations, join(folder, 'none.yaml'))).rejects.toThrow(/^cannot read .*: no such file$/);
    await expect(withSpec(operations, folder)).rejects.toThrow(/: it is a directory$/);
    const fifo = join(folder, 'fifo');
    await promisify(execFile)('mkfifo', [fifo]);
    await expect(withSpec(operations, fifo)).rejects.toThrow(/: it is not a regular file$/);
    await expect(withSpec(operations, '/dev/zero')).rejects.toThrow(/: it is not a regular file$/);
    await expect(read(`# ${'x'.repeat(4 * 1024 ** 2)}`)).rejects.toThrow(/: it is larger than 4 MB$/);
  });
});

describe('the servers of a document', () => {
  const placed = async (paths: string, servers = '') => (await added(document(paths, servers))).map(({ path }) => path);
  const plain = `  /a: { get: { ${responses} } }`;
  const of = (url: string, variables = '{}') => `servers: [{ url: "${url}", variables: ${variables} }]`;

  test('are prefixes of the paths, with the defaults of their variables', async () => {
    const servers = [
      ['/v1'],
      ['v1/'],
      ['https://api.example.com/v1/'],
      ['//api.example.com/v1?x#y'],
      ['https://{region}.example.com/v1', '{ region: { default: eu } }'],
      ['https://{region}.example.com/v1'],
      ['https://x/{base}', '{ base: { default: v1 } }'],
      ['{scheme}://h/{a}{b}', '{ scheme: { default: https }, a: { default: v }, b: { default: "1" } }'],
      ['{whole}', '{ whole: { default: "https://h/v1" } }'],
    ] as const;
    const paths = servers.map(([url, variables], i) => `  /a${i}: { ${of(url, variables)}, get: { ${responses} } }`);
    expect(await placed(paths.join('\n'), of('/no'))).toEqual(servers.map((_, i) => `/v1/a${i}`));
  });

  test('of an operation override those of its path, which override those of the document', async () => {
    const [none, wrong, right] = ['servers: []', of('/no'), of('/v1')];
    const item = (servers: string, own: string) => `  /a: { ${servers}, get: { ${own}, ${responses} } }`;
    expect(await placed(item(wrong, right), wrong)).toEqual(['/v1/a']);
    expect(await placed(item(right, none), wrong)).toEqual(['/v1/a']);
    expect(await placed(item(none, none), right)).toEqual(['/v1/a']);
    await expect(placed(item(right, wrong), right)).rejects.toThrow('none of its operations is below /v1/');
  });

  test('are tried in order: the first that puts the operation below /v1/ is used', async () => {
    expect(await placed(plain, 'servers: [{ url: /docs }, { url: /v1 }, { url: /v1/x }]')).toEqual(['/v1/a']);
    expect(await placed(`  /v1/a: { get: { ${responses} } }`, 'servers: [{ url: /v1 }, { url: / }]')).toEqual([
      '/v1/v1/a',
    ]);
  });

  test('may have a variable without a value: then the operation is not covered', async () => {
    const { coverage } = await read(document(`${plain}\n  /b: { ${of('/v1')}, get: { ${responses} } }`, of('/{base}')));
    expect(coverage).toMatchObject({
      added: 1,
      left: [{ operation: 'GET /a', reason: 'no default is given for the variable in /{base}' }],
    });
  });
});

describe('a document that expands', () => {
  const levels = Array.from({ length: 40 }, (_, i) => i);
  const doubled = (required: string) =>
    `components: { schemas: { ${levels
      .map(
        (i) =>
          `S${i}: { type: object, ${required} properties: { a: { $ref: "#/components/schemas/S${i + 1}" }, b: { $ref: "#/components/schemas/S${i + 1}" } } }`,
      )
      .join(', ')}, S40: { type: string } } }`;
  const bomb = (last: string) =>
    `x-bomb:\n  - &a0 [1, 2]\n${levels.map((i) => `  - &a${i + 1} { a: *a${i}, b: *a${i} }`).join('\n')}\n  - ${last}\n`;

  test.each([
    [
      'aliases',
      document(`  /v1/a: { get: { ${responses} } }`, bomb('1')),
      'its YAML aliases stand for more than 200,000 values',
    ],
    ['aliases in a schema', withBody('*a40', bomb('1')), 'its YAML aliases stand for more than 200,000 values'],
    [
      'an alias inside of itself',
      document(`  /v1/a: { get: { ${responses} } }`, 'x-a: &a { b: *a }'),
      'a YAML alias stands inside what it is an alias of',
    ],
    [
      'required doubled schemas',
      withBody('{ $ref: "#/components/schemas/S0" }', doubled('required: [a, b],')),
      'a schema of POST /v1/a requires more than 10,000 values',
    ],
    [
      'a schema that requires itself',
      withBody(
        '{ $ref: "#/components/schemas/A" }',
        'components: { schemas: { A: { type: object, required: [a], properties: { a: { $ref: "#/components/schemas/A" } } } } }',
      ),
      'a schema of POST /v1/a requires itself without an end',
    ],
    [
      'a reference to itself',
      withBody('{ $ref: "#/x-a" }', 'x-a: { $ref: "#/x-a" }'),
      '$ref "#/x-a": it leads in a circle',
    ],
    [
      'references to each other',
      withBody('{ $ref: "#/x-a" }', 'x-a: { $ref: "#/x-b/c" }\nx-b: { $ref: "#/x-a" }'),
      'it leads in a circle',
    ],
    ['a path in a circle', document('  /v1/a: { $ref: "#/paths/~1v1~1a" }'), 'it leads in a circle'],
  ])('%s is refused at once', async (_, text, message) => {
    await expect(read(text)).rejects.toMatchObject({
      name: 'UsageError',
      message: expect.stringContaining(message) as string,
    });
  });

  test('is read when no request needs what it expands to', async () => {
    const found = await added(withBody('{ $ref: "#/components/schemas/S0" }', doubled('')));
    expect(found[0]?.body?.example).toEqual({});
    const tree =
      'components: { schemas: { A: { type: object, properties: { a: { $ref: "#/components/schemas/A" } } } } }';
    expect(await added(withBody('{ $ref: "#/components/schemas/A" }', tree))).toHaveLength(1);
  });

  test('is read with as many aliases as people write, up to a number of operations', async () => {
    const many = (count: number) => {
      const paths = Array.from({ length: count }, (_, i) => `  /v1/a${i}: { get: { responses: *r } }`).join('\n');
      return document(paths, 'x-r: &r { "200": { description: fine } }');
    };
    expect(await added(many(2_000))).toHaveLength(2_000);
    await expect(read(many(2_001))).rejects.toThrow(/ has more than 2,000 operations below \/v1\/ to cover$/);
  });
});

describe('a $ref', () => {
  let server: Server;
  let asked: string[];
  let port: number;
  beforeAll(async () => {
    asked = [];
    server = createServer((request, response) => {
      asked.push(request.url ?? '');
      if (request.url === '/file') response.end(`a: { $ref: "${pathToFileURL(outside).href}#/secret" }`);
      else if (request.url === '/next') response.end('a: { $ref: "other#/a" }');
      else response.end('a: { type: string, example: theirs }');
    }).listen(0, '127.0.0.1');
    await new Promise((done) => server.once('listening', done));
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => server.close());
  const bodyOf = async (ref: string, remote?: boolean) =>
    (await added(withBody(`{ $ref: ${JSON.stringify(ref)} }`), remote))[0]?.body?.example;
  /** A path is before the schemas, so it is resolved first. */
  const refused = async (ref: string, remote?: boolean) =>
    await added(document(`  /v1/a: { $ref: ${JSON.stringify(ref)} }`), remote);

  test('is not followed to another host', async () => {
    for (const host of ['127.0.0.1', '0.0.0.0', 'localhost', '[::1]', '2130706433'])
      await expect(refused(`http://${host}:${port}/x#/a`)).rejects.toThrow(
        'it leads to another host; --spec-allow-remote allows that',
      );
    await expect(refused(`//127.0.0.1:${port}/x#/a`)).rejects.toThrow('it is not a URL');
    for (const url of ['ftp://127.0.0.1/x', 'data:application/json,{}', 'blob:x', 'javascript:x', 'node:fs'])
      await expect(refused(url, true)).rejects.toThrow(/: \w+: is not followed$/);
    await expect(refused('http://[')).rejects.toThrow('it is not a URL');
    expect(asked).toEqual([]);
  });

  test('is followed to another host with --spec-allow-remote, but never from there to a file', async () => {
    expect(await bodyOf(`http://127.0.0.1:${port}/x#/a`, true)).toBe('theirs');
    expect(await bodyOf(`http://127.0.0.1:${port}/next#/a`, true)).toBe('theirs');
    await expect(bodyOf(`http://127.0.0.1:${port}/file#/a`, true)).rejects.toThrow(
      'a document from another host leads to a file',
    );
  });

  test('is not followed outside the folder of the document', async () => {
    await symlink(outside, join(folder, 'link.yaml'));
    await symlink(join(folder, '..'), join(folder, 'up'));
    const refs = [
      '../out.yaml',
      'x/../../out.yaml',
      '%2e%2e/out.yaml',
      outside,
      pathToFileURL(outside).href,
      'link.yaml',
      'up/out.yaml',
    ];
    for (const ref of refs)
      await expect(refused(`${ref}#/secret`), ref).rejects.toThrow('it leads out of the folder of the document');
    await expect(refused('../none.yaml#/a')).rejects.toThrow('it leads out of the folder of the document');
    await expect(refused('..%2fout.yaml#/secret')).rejects.toThrow('it is not the URL of a file here');
    expect(await bodyOf('../out.yaml#/secret', true)).toBe('swordfish');
  });

  test('must refer to an object, not to arbitrary text', async () => {
    await writeFile(join(folder, 'note.txt'), 'a plain text');
    await expect(refused('note.txt')).rejects.toThrow('note.txt is not a JSON or YAML document with members');
    await expect(refused('none.yaml')).rejects.toThrow(/^cannot read none\.yaml: no such file$/);
    for (const pointer of ['#/nowhere', '#/info/title/0', '#/constructor', '#/__proto__'])
      await expect(refused(pointer)).rejects.toThrow('it leads nowhere');
    for (const pointer of ['#anchor', '#/%'])
      await expect(refused(pointer)).rejects.toThrow('what follows # is not a JSON pointer');
  });

  test('is resolved when an operation needs it, and not before', async () => {
    const unused = `components: { schemas: { A: { $ref: "http://127.0.0.1:${port}/x#/a" } } }`;
    expect(await added(document(`  /v1/a: { get: { ${responses} } }`, unused))).toHaveLength(1);
  });
});

describe('a run with --spec', () => {
  test('reports which operations of the document it covered', async () => {
    await using mock = createMock();
    const url = await mock.listen();
    const spec = await file(document(`  /v1/a: { get: { ${responses} } }\n  /b: { get: { ${responses} } }`));
    const report = await checkHostd({ url, keys: [mock.key], only: ['healthz/no-key'], spec });
    expect(report.spec).toMatchObject({
      file: spec,
      operations: 2,
      added: 1,
      known: 0,
      left: [{ operation: 'GET /b' }],
    });
    const said = '2 operations, of which 1 was added and 0 are part of the contract; not covered: GET /b';
    for (const text of [renderPretty(report), renderMarkdown(report), renderHtml(report)])
      expect(text.replace(/&#39;/g, "'").replace(/\s+/g, ' ')).toContain(said);
    expect(specSentence({ ...report.spec, left: Array(9).fill(report.spec?.left[0]) } as SpecCoverage)).toMatch(
      /, and 4 more$/,
    );
  });

  test('reads the document once for many targets, and refuses a bad one before any request', async () => {
    const spec = await file('a: 1');
    const targets = ['http://127.0.0.1:9', 'http://127.0.0.1:8'].map((url) => ({ url, expect: 'open' as const }));
    await expect(checkFleet({ targets, spec })).rejects.toThrow('it has no member "openapi"');
    await expect(checkFleet({ targets, specAllowRemote: true })).rejects.toThrow('give --spec');
    await expect(checkHostd({ specAllowRemote: true })).rejects.toThrow('give --spec');
  });
});
