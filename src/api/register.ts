import { keyVariable, type Secrets } from '../base/secrets.ts';
import { registerEnvironment } from '../base/sensitive.ts';
import type { CheckOptions } from './check-options.ts';

/** Registers the values that no output may show. */
export function register({ keys = [], env = {} }: CheckOptions, secrets: Secrets): void {
  for (const [i, key] of keys.entries()) secrets.add(key, `<key ${i + 1}>`, keyVariable(i));
  registerEnvironment(env, secrets);
}
