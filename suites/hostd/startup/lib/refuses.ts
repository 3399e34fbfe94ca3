import type { ConfigurationName } from '../../../../src/checks/configurations.ts';
import type { Exit } from '../../../../src/checks/launch.ts';
import type { Trial } from '../../../../src/checks/trial.ts';

export interface Refusal {
  readonly name: ConfigurationName;
}

/**
 * Fails unless the server exits without ever accepting a connection.
 * @param condition what the finding says of the launch
 */
export async function refuses(t: Trial, name: ConfigurationName, condition = ''): Promise<Exit> {
  const attempt = await t.attempt(name);
  const expected = `${condition}it exits without accepting a connection`;
  if (attempt.responded) t.fail(expected, 'it started and responds to GET /v1/healthz');
  if (attempt.looksOpen > 1) t.fail(expected, 'its port accepted connections');
  return attempt.exit ?? t.fail(expected, `it was still running after ${attempt.limitMs} ms`);
}

export function requireFailure(t: Trial, exit: Exit | undefined, condition = ''): void {
  if (exit?.code === 0) t.fail(`${condition}a non-zero exit code`, 'exit code 0');
}

export const all = (...names: ConfigurationName[]): Refusal[] => names.map((name) => ({ name }));
