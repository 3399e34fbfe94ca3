import { createHash } from 'node:crypto';
import SwaggerParser from '@apidevtools/swagger-parser';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standaloneModule from 'ajv/dist/standalone/index.js';
import openapiTS, { astToString } from 'openapi-typescript';
import { operationsOf } from '../../src/contract/operations.ts';
import { banner, read, root } from './sources.ts';

const source = new URL('openapi.yaml', root);
const first = banner('openapi.yaml');

/** The validators of request bodies, by the name of the exported function. The mock loads only these. */
const REQUESTS = {
  validateCreateRequest: 'CreateRequest',
  validateExecRequest: 'ExecRequest',
  validateForkRequest: 'ForkRequest',
} as const;

/** The validators of response bodies, by the name of the exported function. */
const RESPONSES = {
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

/** The files generated from openapi.yaml: the contract as a module, the types and the validators of bodies. */
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
    'src/contract/generated/request-validators.js': first + requestValidators(document),
    'src/contract/generated/request-validators.d.ts': `${first}${typesOf(REQUESTS)}${BODIES_TYPE}`,
    'src/contract/generated/response-validators.js': first + standalone(ajvWith(document, RESPONSES), RESPONSES),
    'src/contract/generated/response-validators.d.ts': first + typesOf(RESPONSES),
  };
}

/** An Ajv instance with these schemas of the document, by name. */
function ajvWith({ components: { schemas } }: Document, names: Readonly<Record<string, string>>): Ajv2020 {
  const ajv = new Ajv2020({
    strict: false,
    discriminator: false,
    code: { source: true, esm: true, lines: true },
    messages: true,
  });
  for (const name of Object.values(names)) {
    const schema = schemas[name];
    if (!schema) throw new Error(`openapi.yaml has no schema ${name}`);
    ajv.addSchema(schema, name);
  }
  return ajv;
}

function requestValidators(document: Document): string {
  const { schemas } = document.components;
  const ajv = ajvWith(document, REQUESTS);
  const named = (schema: object) => Object.entries(REQUESTS).find(([, name]) => schemas[name] === schema)?.[0];
  const bodies = bodiesOf(document).map(([id, schema]) => {
    const known = named(schema);
    if (known === undefined) ajv.addSchema(schema, id);
    return { id, validator: known ?? `${id}Body`, added: known === undefined };
  });
  const added = Object.fromEntries(bodies.filter((body) => body.added).map(({ id, validator }) => [validator, id]));
  const table = bodies.map(({ id, validator }) => `  ${id}: ${validator},\n`);
  return `${standalone(ajv, { ...REQUESTS, ...added })}\nexport const requestBodies = {\n${table.join('')}};\n`;
}

/** The schemas of JSON request bodies, by operationId. */
function bodiesOf({ paths }: Document): [string, object][] {
  return Object.values(paths)
    .flatMap((item) => Object.values(item))
    .flatMap(({ operationId, requestBody }) => {
      const schema = requestBody?.content?.['application/json']?.schema;
      return operationId !== undefined && schema ? [[operationId, schema] as [string, object]] : [];
    });
}

/** The standalone code of validators, without a dependency on Ajv. */
export function standalone(ajv: Ajv2020, names: Record<string, string>): string {
  return standaloneModule
    .default(ajv, names)
    .replace('"use strict";', '')
    .replace(
      /const (\w+) = require\("ajv\/dist\/runtime\/ucs2length"\)\.default;/g,
      'const $1 = (text) => [...text].length;',
    );
}

function typesOf(names: Readonly<Record<string, string>>): string {
  const lines = Object.keys(names).map((name) => `export declare const ${name}: Validator;\n`);
  return `import type { Validator } from '../validator.ts';\n\n${lines.join('')}`;
}

const BODIES_TYPE = `/** The validators of JSON request bodies, by operationId. */
export declare const requestBodies: Readonly<Record<string, Validator>>;
`;
