// Generated from openapi.yaml by scripts/generate.ts. Do not edit.
import type { Validator } from '../validator.ts';

export declare const validateCreateRequest: Validator;
export declare const validateExecRequest: Validator;
export declare const validateForkRequest: Validator;
/** The validators of JSON request bodies, by operationId. */
export declare const requestBodies: Readonly<Record<string, Validator>>;
