// Generated from schema/report.schema.json by scripts/generate.ts. Do not edit.
import type { Validator } from './validators.js';
export declare const validateReport: Validator;
export declare const validateFleet: Validator;
