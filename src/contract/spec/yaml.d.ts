/** What of js-yaml is used here; the package brings no types. */
declare module 'js-yaml' {
  /** Parses one YAML document. Throws YAMLException. */
  export function load(text: string, options?: { readonly schema?: unknown }): unknown;
  export const JSON_SCHEMA: unknown;
}
