import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { operations } from '../../src/contract/contract.ts';
import { withSpec } from '../../src/contract/spec.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'conformance-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function file(text: string): Promise<string> {
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
const added = async (text: string) => (await withSpec(operations, await file(text))).slice(operations.length);

describe('withSpec', () => {
  test('adds what is new below /v1/, and knows an operation by method and shape of path', async () => {
    const found = await added(
      document(`
  /v1/snapshots: { get: { ${responses} }, post: { ${responses} } }
  /v1/sandboxes/{name}: { delete: { parameters: [{ name: name, in: path, required: true, schema: { type: string } }], ${responses} } }
  /metrics: { get: { ${responses} } }
`),
    );
    expect(found.map(({ id }) => id)).toEqual(['GET /v1/snapshots', 'POST /v1/snapshots']);
  });

  test('asks for a key unless the document says that none is needed', async () => {
    const paths = `
  /v1/a: { get: { ${responses} } }
  /v1/b: { get: { security: [], ${responses} } }
`;
    const exempt = (found: readonly { exempt: boolean }[]) => found.map((operation) => operation.exempt);
    expect(exempt(await added(document(paths)))).toEqual([false, true]);
    expect(exempt(await added(document(paths, 'security: []')))).toEqual([true, true]);
  });

  test.each(['/v1', 'https://api.example.com/v1/', 'https://{region}.example.com/v1'])(
    'puts the path of the server %s before the paths',
    async (url) => {
      const servers = `servers: [{ url: "${url}", variables: { region: { default: eu } } }]`;
      expect((await added(document(`  /a: { get: { ${responses} } }`, servers)))[0]?.path).toBe('/v1/a');
    },
  );

  test('reads OpenAPI 3.0 as well, and a reference to another file', async () => {
    const other = await file(`get: { ${responses} }`);
    const text = document(`  /v1/a: { $ref: "${other}" }`).replace('3.1.0', '3.0.3');
    expect(await added(text)).toHaveLength(1);
  });

  test.each([
    ['swagger: "2.0"\ninfo: { title: x, version: "1" }\npaths: {}', /is Swagger 2\.0; OpenAPI 3\.0 or 3\.1 is needed$/],
    ['hello: world', /\.yaml: it is not a valid Openapi/],
    ['a: [', /\.yaml: /],
    ['openapi: 3.1.0\npaths: {}', /\.yaml: .*validation failed/s],
    [document('  /v1/a: { get: { responses: { "200": { $ref: "#/nowhere" } } } }'), /\.yaml: .*nowhere/],
    [document(`  /a: { get: { ${responses} } }`), /none of its operations is below \/v1\/$/],
  ])('refuses %j', async (text, message) => {
    const refusal = withSpec(operations, await file(text));
    await expect(refusal).rejects.toMatchObject({ name: 'UsageError' });
    await expect(refusal).rejects.toThrow(message);
  });

  test('says that a file is not there', async () => {
    await expect(withSpec(operations, join(folder, 'none.yaml'))).rejects.toThrow(/^cannot read .*: no such file$/);
  });
});
