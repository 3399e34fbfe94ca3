import type { Secrets } from './secrets.ts';

/** Names of variables whose values no output may show. */
const SENSITIVE = /key|token|secret|passw|credential/i;

export function isSensitive(name: string): boolean {
  return SENSITIVE.test(name);
}

/** Registers the values of variables that hold secrets, by their names. */
export function registerEnvironment(env: Readonly<Record<string, string>>, secrets: Secrets): void {
  for (const [name, value] of Object.entries(env)) if (isSensitive(name)) secrets.add(value, `$${name}`);
}
