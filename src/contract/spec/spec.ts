import { UsageError } from '../../base/errors.ts';
import type { SpecCoverage } from '../coverage.ts';
import type { Resolve } from '../examples.ts';
import { TooLarge } from '../examples.ts';
import { type Entry, entriesOf, nameOf, type OpenApi, type Operation, operationOf } from '../operations.ts';
import { References } from './references.ts';
import { placeOf, ROOT } from './server.ts';
import { skeletonOf } from './skeleton.ts';
import { requireOpenApi3, validated } from './validate.ts';

/** Operations that a document may add: a run sends hundreds of requests for each. */
const MOST = 2_000;

/** The operations that a run covers when a document adds some, and what became of those of the document. */
export interface Specified {
  readonly operations: readonly Operation[];
  readonly coverage: SpecCoverage;
}

/**
 * Adds to the known operations those below /v1/ of an OpenAPI 3 document. An operation needs a key unless the document
 * says `security: []`. What it marks `x-observed` is left out.
 * @param remote whether a `$ref` may lead out of the document's folder and to other hosts; default false
 * @throws UsageError when the document cannot be read, is not valid OpenAPI 3.0 or 3.1, refers to what it may not, or has
 * no operation below /v1/
 */
export async function withSpec(known: readonly Operation[], file: string, remote = false): Promise<Specified> {
  const references = new References(file, remote);
  const root = await references.root();
  requireOpenApi3(root, file);
  const document = await validated(await skeletonOf(root, references, file), file);
  const resolve: Resolve = (value) => references.resolve(value);
  const entries = entriesOf(document);
  const own = new Set(known.map(shapeOf));
  const names = new Set<string>();
  const added: Operation[] = [];
  const left: { operation: string; reason: string }[] = [];
  let owned = 0;
  for (const entry of entries) {
    const found = await taken(entry, document, resolve, file);
    if ('reason' in found) left.push({ operation: nameOf(entry), reason: found.reason });
    else if (own.has(shapeOf(found))) owned += 1;
    else if (names.has(shapeOf(found))) left.push({ operation: nameOf(entry), reason: 'it occurs twice' });
    else {
      names.add(shapeOf(found));
      added.push(found);
      if (added.length > MOST)
        throw new UsageError(`${file} has more than ${MOST.toLocaleString('en-US')} operations below ${ROOT} to cover`);
    }
  }
  if (added.length + owned === 0) throw new UsageError(`${file}: none of its operations is below ${ROOT}`);
  for (const { exempt, method, path } of added)
    if (exempt) left.push({ operation: `${method} ${path}`, reason: 'it needs no key: security is []' });
  const covered = added.filter(({ exempt }) => !exempt).length;
  return {
    operations: [...known, ...added],
    coverage: { file, operations: entries.length, added: covered, known: owned, left },
  };
}

/** The operation with its full path, or the reason why a run does not cover it. */
async function taken(
  entry: Entry,
  document: OpenApi,
  resolve: Resolve,
  file: string,
): Promise<Operation | { readonly reason: string }> {
  const place = placeOf(entry, document);
  if ('reason' in place) return place;
  if (entry.raw['x-observed'] !== undefined) return { reason: 'it is marked x-observed' };
  try {
    const operation = await operationOf(entry, { security: [{}], ...document }, resolve);
    const unsendable = operation.parameters.find((parameter) => parameter.in === 'header' && !sendable(parameter));
    if (unsendable) return { reason: `its header ${JSON.stringify(unsendable.name)} cannot be sent` };
    return { ...operation, path: place.path };
  } catch (error) {
    if (error instanceof TooLarge) throw new UsageError(`${file}: a schema of ${nameOf(entry)} ${error.message}`);
    throw error;
  }
}

/** Source: RFC 9110, sections 5.1 and 5.5. */
function sendable({ name, example }: Operation['parameters'][number]): boolean {
  return /^[!#$%&'*+\-.^_`|~\w]+$/.test(name) && /^[\t\x20-\x7e]*$/.test(example);
}

/** Method and path template; what its parameters are called does not matter. */
function shapeOf({ method, path }: Operation): string {
  return `${method} ${path.replace(/\{[^}]*\}/g, '{}')}`;
}
