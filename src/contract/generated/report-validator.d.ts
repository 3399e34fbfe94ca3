// Generated from schema/report.schema.json by scripts/generate.ts. Do not edit.
import type { Validator } from '../validator.ts';
export declare const validateReport: Validator;
export declare const validateFleet: Validator;
