import type { OpenAPI } from 'openapi-types';
import { UsageError } from '../../base/errors.ts';
import { cut, oneLine } from '../../base/text.ts';
import type { OpenApi } from '../operations.ts';
import type { JsonObject } from './value.ts';

/** Characters of the validator's message that are shown. */
const LONGEST = 300;

/** Throws UsageError unless the document says that it is OpenAPI 3.0 or 3.1. */
export function requireOpenApi3(document: JsonObject, file: string): void {
  const { openapi, swagger } = document;
  const version = swagger ?? openapi;
  if (version === undefined) throw new UsageError(`${file} is not an OpenAPI document: it has no member "openapi"`);
  const shown = cut(oneLine(typeof version === 'string' ? version : JSON.stringify(version)), 20);
  if (swagger !== undefined) throw new UsageError(`${file} is Swagger ${shown}; OpenAPI 3.0 or 3.1 is needed`);
  if (typeof openapi !== 'string')
    throw new UsageError(`${file}: the member "openapi" is to be a text in quotes, such as "3.1.0", not ${shown}`);
  if (!/^3\.[01](\.\d+)?$/.test(openapi))
    throw new UsageError(`${file} is OpenAPI ${shown}; OpenAPI 3.0 or 3.1 is needed`);
}

/** Throws UsageError unless a document has the shape of OpenAPI 3. Its references are left alone. */
export async function validated(document: JsonObject, file: string): Promise<OpenApi> {
  const { default: SwaggerParser } = await import('@apidevtools/swagger-parser');
  // Its schemas name the last number, which changes nothing.
  const openapi = String(document.openapi).startsWith('3.0') ? '3.0.3' : '3.1.0';
  const named = { ...document, openapi };
  try {
    await SwaggerParser.validate(named as OpenAPI.Document, {
      resolve: { external: false },
      dereference: { excludedPathMatcher: () => true },
    });
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(`${file} is nested too deeply`);
    throw new UsageError(`${file} is not valid OpenAPI ${String(document.openapi)}: ${gist((error as Error).message)}`);
  }
  return named as OpenApi;
}

/** The first of the lines in which the validator says what is wrong, and how many more there are. */
function gist(message: string): string {
  const lines = message.split('\n').filter((line) => line.trim() !== '');
  const found = lines.filter((line) => line.trim().startsWith('#/'));
  const [first = lines[0] ?? '', ...others] = found;
  const more = others.length > 0 ? ` (and ${others.length} more)` : '';
  return `${cut(oneLine(first.trim()), LONGEST)}${more}`;
}
