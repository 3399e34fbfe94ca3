/** Writes src/generated from openapi.yaml: `npm run generate`. With `--check` it only says what has drifted. */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import SwaggerParser from '@apidevtools/swagger-parser';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standaloneModule from 'ajv/dist/standalone/index.js';
import openapiTS, { astToString } from 'openapi-typescript';
import { operationsOf } from '../src/contract/operations.ts';

const root = new URL('../', import.meta.url);
const source = new URL('openapi.yaml', root);
const banner = '// Generated from openapi.yaml by scripts/generate.ts. Do not edit.\n';

/** Schemas whose validators are compiled, and the name of the exported function. */
const VALIDATORS = {
  validateCreateRequest: 'CreateRequest',
  validateExecRequest: 'ExecRequest',
  validateForkRequest: 'ForkRequest',
  validateSandbox: 'Sandbox',
  validateFork: 'Fork',
  validateExecEvent: 'ExecEvent',
  validateUnauthorized: 'Unauthorized',
  validateError: 'Error',
} as const;

interface Document {
  info: { version: string };
  components: {
    schemas: Record<string, object>;
    responses: {
      Unauthorized: {
        content: { 'application/json': { examples: Record<'missing' | 'invalid', { value: { error: string } }> } };
      };
    };
  };
}

async function generate(): Promise<Record<string, string>> {
  const text = readFileSync(source);
  await SwaggerParser.validate(source.pathname);
  const document = (await SwaggerParser.dereference(source.pathname)) as unknown as Document;
  const examples = document.components.responses.Unauthorized.content['application/json'].examples;
  const contract = {
    version: document.info.version,
    hash: createHash('sha256').update(text).digest('hex'),
    unauthorized: { missing: examples.missing.value.error, invalid: examples.invalid.value.error },
    operations: operationsOf(document),
  };
  return {
    'src/generated/contract.ts': [
      banner,
      "import type { Operation } from '../contract/operations.ts';\n\n",
      'interface Generated {\n  version: string;\n  hash: string;\n',
      '  unauthorized: { missing: string; invalid: string };\n  operations: readonly Operation[];\n}\n\n',
      `export const generated: Generated = ${JSON.stringify(contract, null, 2)};\n`,
    ].join(''),
    'src/generated/schema.ts': banner + astToString(await openapiTS(source, { defaultNonNullable: false })),
    'src/generated/validators.js': banner + validators(document.components.schemas),
    'src/generated/validators.d.ts': banner + validatorTypes(),
  };
}

function validators(schemas: Record<string, object>): string {
  const ajv = new Ajv2020({
    strict: false,
    discriminator: false,
    code: { source: true, esm: true, lines: true },
    messages: true,
  });
  for (const name of Object.values(VALIDATORS)) {
    const schema = schemas[name];
    if (!schema) throw new Error(`openapi.yaml has no schema ${name}`);
    ajv.addSchema(schema, name);
  }
  const standalone = standaloneModule.default;
  return standalone(ajv, { ...VALIDATORS })
    .replace('"use strict";', '')
    .replace(
      /const (\w+) = require\("ajv\/dist\/runtime\/ucs2length"\)\.default;/g,
      'const $1 = (text) => [...text].length;',
    );
}

function validatorTypes(): string {
  const lines = Object.keys(VALIDATORS).map((name) => `export declare const ${name}: Validator;`);
  return `export interface Validator {
  (value: unknown): boolean;
  errors?: { instancePath: string; message?: string; keyword: string; params: Record<string, unknown> }[] | null;
}
${lines.join('\n')}
`;
}

const check = process.argv.includes('--check');
let drifted = 0;
for (const [path, text] of Object.entries(await generate())) {
  const file = new URL(path, root);
  if (!check) writeFileSync(file, text);
  else if (readOr(file) !== text) {
    drifted += 1;
    console.error(`${path} does not match openapi.yaml: run "npm run generate"`);
  }
}
process.exitCode = drifted > 0 ? 1 : 0;

function readOr(file: URL): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
