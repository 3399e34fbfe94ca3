import { Examples, type RawSchema, type Resolve } from './examples.ts';

/** An operation of an OpenAPI document, with what the suite needs to send it and the mock to route it. */
export interface Operation {
  /** The `operationId`, or `METHOD path` if the document has none. */
  readonly id: string;
  readonly method: string;
  /** The path template, e.g. `/v1/sandboxes/{id}`. */
  readonly path: string;
  readonly summary: string;
  /** True if the document says `security: []`: the operation needs no key. */
  readonly exempt: boolean;
  /**
   * True if the document says `x-observed`: clients call the operation, but no page documents it, and a hostd may lack
   * it.
   */
  readonly observed?: true;
  readonly parameters: readonly Parameter[];
  /** Example of a JSON request body; absent if the operation takes none. */
  readonly body?: { readonly required: boolean; readonly example: unknown };
  /** Documented statuses, as written (`200`, `4XX`, `default`). */
  readonly statuses: readonly string[];
  /** Media types of the documented successful responses. */
  readonly produces: readonly string[];
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly example: string;
}

/** The methods that a path may have, in the order in which its operations are listed. */
export const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const;

/** The parts of an OpenAPI 3 document that are read. */
export interface OpenApi {
  readonly servers?: readonly Server[];
  readonly security?: readonly unknown[];
  readonly paths?: Readonly<Record<string, PathItem | undefined>>;
}
export interface Server {
  readonly url: string;
  readonly variables?: Readonly<Record<string, { readonly default: string }>>;
}
type PathItem = { readonly servers?: readonly Server[]; readonly parameters?: readonly RawParameter[] } & {
  readonly [method in (typeof METHODS)[number]]?: RawOperation;
};
interface RawOperation {
  readonly servers?: readonly Server[];
  readonly operationId?: string;
  readonly summary?: string;
  readonly security?: readonly unknown[];
  readonly 'x-observed'?: string;
  readonly parameters?: readonly RawParameter[];
  readonly requestBody?: { readonly required?: boolean; readonly content?: Readonly<Record<string, RawMedia>> };
  readonly responses?: Readonly<Record<string, { readonly content?: Readonly<Record<string, RawMedia>> }>>;
}
interface RawParameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly value?: unknown }>>;
  readonly schema?: RawSchema;
  readonly content?: Readonly<Record<string, RawMedia>>;
}
interface RawMedia {
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly value?: unknown }>>;
  readonly schema?: RawSchema;
}
/** An operation as written in a document. */
export interface Entry {
  readonly path: string;
  readonly method: string;
  readonly item: PathItem;
  readonly raw: RawOperation;
}

/** The operations of an OpenAPI 3 document, in its order. `resolve` resolves references in schemas. */
export async function operationsOf(document: object, resolve: Resolve = async (value) => value): Promise<Operation[]> {
  const operations: Operation[] = [];
  for (const entry of entriesOf(document)) operations.push(await operationOf(entry, document, resolve));
  return operations;
}

/** The operations of a document as written, in its order. */
export function entriesOf({ paths = {} }: OpenApi): Entry[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const raw = item?.[method];
      return item && raw ? [{ path, method, item, raw }] : [];
    }),
  );
}

/**
 * Reads an operation.
 * @throws TooLarge when the example of a schema has more values than a request should
 */
export async function operationOf(
  { path, method, item, raw }: Entry,
  { security = [] }: OpenApi,
  resolve: Resolve,
): Promise<Operation> {
  const own = raw.parameters ?? [];
  const shared = item.parameters ?? [];
  const inherited = shared.filter((p) => !own.some((o) => o.name === p.name && o.in === p.in));
  const parameters = [...inherited, ...own].filter(isSent);
  const responses = raw.responses ?? {};
  const json = raw.requestBody?.content?.['application/json'];
  return {
    id: raw.operationId ?? nameOf({ method, path }),
    method: method.toUpperCase(),
    path,
    summary: raw.summary ?? '',
    exempt: (raw.security ?? security).length === 0,
    ...(raw['x-observed'] !== undefined && { observed: true as const }),
    parameters: await Promise.all(parameters.map((parameter) => parameterOf(parameter, resolve))),
    ...(json && {
      body: { required: raw.requestBody?.required ?? false, example: await mediaExample(json, resolve) },
    }),
    statuses: Object.keys(responses),
    produces: Object.entries(responses)
      .filter(([status]) => status.startsWith('2'))
      .flatMap(([, response]) => Object.keys(response.content ?? {})),
  };
}

/** `METHOD path`. */
export function nameOf({ method, path }: Pick<Entry, 'method' | 'path'>): string {
  return `${method.toUpperCase()} ${path}`;
}

/** The headers that OpenAPI does not allow as parameters. */
const NO_PARAMETERS: readonly string[] = ['accept', 'content-type', 'authorization'];

function isSent({ name, in: place }: RawParameter): boolean {
  return place !== 'cookie' && !(place === 'header' && NO_PARAMETERS.includes(name.toLowerCase()));
}

async function parameterOf(raw: RawParameter, resolve: Resolve): Promise<Parameter> {
  const [media = { ...raw, schema: raw.schema ?? {} }] = Object.values(raw.content ?? {});
  return {
    name: raw.name,
    in: raw.in as Parameter['in'],
    required: raw.required ?? raw.in === 'path',
    example: textOf(await mediaExample(media, resolve)),
  };
}

function textOf(example: unknown): string {
  return typeof example === 'string' ? example : (JSON.stringify(example) ?? 'x');
}

async function mediaExample(media: RawMedia, resolve: Resolve): Promise<unknown> {
  if (media.example !== undefined) return media.example;
  const named = Object.values(media.examples ?? {})[0]?.value;
  return named ?? (media.schema ? await new Examples(resolve).of(media.schema) : {});
}
