// Generated from openapi.yaml by scripts/generate.ts. Do not edit.
import type { Validator } from '../validator.ts';

export declare const validateSandbox: Validator;
export declare const validateFork: Validator;
export declare const validateExecEvent: Validator;
export declare const validateUnauthorized: Validator;
export declare const validateError: Validator;
