import { access } from 'node:fs/promises';
import { resolve } from 'node:path';
import { UsageError } from '../errors.ts';
import { type Operation, operationsOf } from './operations.ts';

/** The part of an OpenAPI document that is looked at before its operations are read. */
interface Document {
  readonly swagger?: unknown;
  readonly security?: readonly unknown[];
  readonly servers?: readonly { readonly url?: string }[];
}

/** The rule that a key is needed is about paths below this one. Source: docs.podflare.ai/concepts/auth. */
const ROOT = '/v1/';

/**
 * The known operations, and those below /v1/ of the OpenAPI 3 document in `file` that are not among them. An
 * operation needs a key unless the document says `security: []`. What it marks `x-observed` is left out.
 * @throws UsageError when there is no such file, it is not a valid OpenAPI 3 document, or nothing of it is below /v1/
 */
export async function withSpec(known: readonly Operation[], file: string): Promise<readonly Operation[]> {
  const document = await read(file);
  const base = basePath(document);
  const given = operationsIn(document, file)
    .map((operation) => ({ ...operation, path: base + operation.path }))
    .filter(({ path, observed }) => path.startsWith(ROOT) && !observed);
  if (given.length === 0) throw new UsageError(`${file}: none of its operations is below ${ROOT}`);
  const names = new Set(known.map(nameOf));
  return [...known, ...given.filter((operation) => !names.has(nameOf(operation)))];
}

async function read(file: string): Promise<Document> {
  const path = resolve(file);
  await access(path).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`cannot read ${file}: ${error.code === 'ENOENT' ? 'no such file' : error.message}`);
  });
  const { default: SwaggerParser } = await import('@apidevtools/swagger-parser');
  const parsed: Document = await parse(file, () => SwaggerParser.parse(path));
  if (parsed.swagger !== undefined)
    throw new UsageError(`${file} is Swagger ${String(parsed.swagger)}; OpenAPI 3.0 or 3.1 is needed`);
  await parse(file, () => SwaggerParser.validate(path));
  return parse(file, () => SwaggerParser.dereference(path));
}

async function parse<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new UsageError(`${file}: ${(error as Error).message.trim().replace(resolve(file), 'it')}`);
  }
}

function operationsIn(document: Document, file: string): Operation[] {
  try {
    return operationsOf({ security: [{}], ...document });
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(`${file}: a schema requires itself without an end`);
    throw error;
  }
}

/** The path of the first server, which stands before every path of the document; without a slash at its end. */
function basePath({ servers }: Document): string {
  const url = (servers?.[0]?.url ?? '/').replace(/\{[^}]*\}/g, 'x');
  const { pathname } = URL.canParse(url, 'http://localhost') ? new URL(url, 'http://localhost') : { pathname: '' };
  return pathname.replace(/\/$/, '');
}

/** Method and path template; what its parameters are called does not matter. */
function nameOf({ method, path }: Operation): string {
  return `${method} ${path.replace(/\{[^}]*\}/g, '{}')}`;
}
