// Generated from openapi.yaml by scripts/generate.ts. Do not edit.
export interface Validator {
  (value: unknown): boolean;
  errors?: { instancePath: string; message?: string; keyword: string; params: Record<string, unknown> }[] | null;
}
export declare const validateCreateRequest: Validator;
export declare const validateExecRequest: Validator;
export declare const validateForkRequest: Validator;
export declare const validateSandbox: Validator;
export declare const validateFork: Validator;
export declare const validateExecEvent: Validator;
export declare const validateUnauthorized: Validator;
export declare const validateError: Validator;
/** For the JSON body of each operation that takes one, by operationId. */
export declare const requestBodies: Readonly<Record<string, Validator>>;
