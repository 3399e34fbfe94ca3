/** One operation of an OpenAPI document: what the suite needs to send it and the mock to route it. */
export interface Operation {
  /** The `operationId`, or `METHOD path` where the document gives none. */
  readonly id: string;
  readonly method: string;
  /** The path template, e.g. `/v1/sandboxes/{id}`. */
  readonly path: string;
  readonly summary: string;
  /** True where the document says `security: []`: no key is asked for. */
  readonly exempt: boolean;
  /** True where the document says `x-observed`: clients call it, no page documents it, and a hostd may lack it. */
  readonly observed?: true;
  readonly parameters: readonly Parameter[];
  /** Example of a JSON request body; absent where the operation takes none. */
  readonly body?: { readonly required: boolean; readonly example: unknown };
  /** Documented statuses, as written (`200`, `4XX`, `default`). */
  readonly statuses: readonly string[];
  /** Media types of the documented successful answers. */
  readonly produces: readonly string[];
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly example: string;
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const;

interface Dereferenced {
  readonly security?: readonly unknown[];
  readonly paths?: Readonly<Record<string, PathItem | undefined>>;
}
type PathItem = { readonly parameters?: readonly RawParameter[] } & {
  readonly [method in (typeof METHODS)[number]]?: RawOperation;
};
interface RawOperation {
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
  readonly schema?: RawSchema;
}
interface RawMedia {
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly value?: unknown }>>;
  readonly schema?: RawSchema;
}
interface RawSchema {
  readonly type?: string | readonly string[];
  readonly example?: unknown;
  readonly examples?: readonly unknown[];
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, RawSchema>>;
  readonly required?: readonly string[];
}

/** Lists the operations of a dereferenced OpenAPI 3 document, in the document's order. */
export function operationsOf(document: object): Operation[] {
  const { paths = {}, security = [] } = document as Dereferenced;
  const operations: Operation[] = [];
  for (const [path, item] of Object.entries(paths)) {
    if (!item) continue;
    for (const method of METHODS) {
      const raw = item[method];
      if (raw) operations.push(operation(path, method, raw, item.parameters ?? [], security));
    }
  }
  return operations;
}

function operation(
  path: string,
  method: string,
  raw: RawOperation,
  shared: readonly RawParameter[],
  security: readonly unknown[],
): Operation {
  const own = raw.parameters ?? [];
  const inherited = shared.filter((p) => !own.some((o) => o.name === p.name && o.in === p.in));
  const responses = raw.responses ?? {};
  const json = raw.requestBody?.content?.['application/json'];
  return {
    id: raw.operationId ?? `${method.toUpperCase()} ${path}`,
    method: method.toUpperCase(),
    path,
    summary: raw.summary ?? '',
    exempt: (raw.security ?? security).length === 0,
    ...(raw['x-observed'] !== undefined && { observed: true as const }),
    parameters: [...inherited, ...own].filter((p) => p.in !== 'cookie').map(parameter),
    ...(json && {
      body: { required: raw.requestBody?.required ?? false, example: mediaExample(json) },
    }),
    statuses: Object.keys(responses),
    produces: Object.entries(responses)
      .filter(([status]) => status.startsWith('2'))
      .flatMap(([, response]) => Object.keys(response.content ?? {})),
  };
}

function parameter(raw: RawParameter): Parameter {
  return {
    name: raw.name,
    in: raw.in as Parameter['in'],
    required: raw.required ?? raw.in === 'path',
    example: String(raw.example ?? (raw.schema ? schemaExample(raw.schema) : 'x')),
  };
}

function mediaExample(media: RawMedia): unknown {
  if (media.example !== undefined) return media.example;
  const named = Object.values(media.examples ?? {})[0]?.value;
  return named ?? (media.schema ? schemaExample(media.schema) : {});
}

function schemaExample(schema: RawSchema): unknown {
  const given = schema.example ?? schema.examples?.[0] ?? schema.default ?? schema.enum?.[0];
  if (given !== undefined) return given;
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  switch (type) {
    case 'object': {
      const required = Object.entries(schema.properties ?? {}).filter(([name]) => schema.required?.includes(name));
      return Object.fromEntries(required.map(([name, property]) => [name, schemaExample(property)]));
    }
    case 'array':
      return [];
    case 'integer':
    case 'number':
      return 1;
    case 'boolean':
      return true;
    default:
      return 'x';
  }
}
