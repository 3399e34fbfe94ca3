import { createHash } from 'node:crypto';
import SwaggerParser from '@apidevtools/swagger-parser';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standaloneModule from 'ajv/dist/standalone/index.js';
import openapiTS, { astToString } from 'openapi-typescript';
import { operationsOf } from '../../src/contract/operations.ts';
import { banner, read, root } from './sources.ts';

const source = new URL('openapi.yaml', root);
const first = banner('openapi.yaml');

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

interface RequestBody {
  content?: { 'application/json'?: { schema?: object } };
}
interface Document {
  info: { version: string };
  paths: Record<string, Record<string, { operationId?: string; requestBody?: RequestBody }>>;
  components: {
    schemas: Record<string, object>;
    responses: {
      Unauthorized: {
        content: { 'application/json': { examples: Record<'missing' | 'invalid', { value: { error: string } }> } };
      };
    };
  };
}

/** What is made of openapi.yaml: the contract as a module, the types, the validators of bodies. */
export async function contractFiles(): Promise<Record<string, string>> {
  const text = read('openapi.yaml');
  await SwaggerParser.validate(source.pathname);
  const document = (await SwaggerParser.dereference(source.pathname)) as unknown as Document;
  const examples = document.components.responses.Unauthorized.content['application/json'].examples;
  const contract = {
    version: document.info.version,
    hash: createHash('sha256').update(text).digest('hex'),
    unauthorized: { missing: examples.missing.value.error, invalid: examples.invalid.value.error },
    operations: await operationsOf(document),
  };
  return {
    'src/contract/generated/contract.ts': [
      first,
      "import type { Operation } from '../operations.ts';\n\n",
      'interface Generated {\n  version: string;\n  hash: string;\n',
      '  unauthorized: { missing: string; invalid: string };\n  operations: readonly Operation[];\n}\n\n',
      `export const generated: Generated = ${JSON.stringify(contract, null, 2)};\n`,
    ].join(''),
    'src/contract/generated/schema.ts': first + astToString(await openapiTS(source, { defaultNonNullable: false })),
    'src/contract/generated/validators.js': first + validators(document),
    'src/contract/generated/validators.d.ts': first + validatorTypes(),
  };
}

function validators(document: Document): string {
  const { schemas } = document.components;
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
  const named = (schema: object) => Object.entries(VALIDATORS).find(([, name]) => schemas[name] === schema)?.[0];
  const bodies = bodiesOf(document).map(([id, schema]) => {
    const known = named(schema);
    if (known === undefined) ajv.addSchema(schema, id);
    return { id, validator: known ?? `${id}Body`, added: known === undefined };
  });
  const added = Object.fromEntries(bodies.filter((body) => body.added).map(({ id, validator }) => [validator, id]));
  const table = bodies.map(({ id, validator }) => `  ${id}: ${validator},\n`);
  return `${standalone(ajv, { ...VALIDATORS, ...added })}\nexport const requestBodies = {\n${table.join('')}};\n`;
}

/** The schemas of the JSON bodies that operations take, by operationId. */
function bodiesOf({ paths }: Document): [string, object][] {
  return Object.values(paths)
    .flatMap((item) => Object.values(item))
    .flatMap(({ operationId, requestBody }) => {
      const schema = requestBody?.content?.['application/json']?.schema;
      return operationId !== undefined && schema ? [[operationId, schema] as [string, object]] : [];
    });
}

/** The code of validators, which needs nothing of Ajv. */
export function standalone(ajv: Ajv2020, names: Record<string, string>): string {
  return standaloneModule
    .default(ajv, names)
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
/** For the JSON body of each operation that takes one, by operationId. */
export declare const requestBodies: Readonly<Record<string, Validator>>;
`;
}
