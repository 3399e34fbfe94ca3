/** A compiled JSON schema: whether a value matches it. After a call that returns false, `errors` says why. */
export interface Validator {
  (value: unknown): boolean;
  errors?: { instancePath: string; message?: string; keyword: string; params: Record<string, unknown> }[] | null;
}
