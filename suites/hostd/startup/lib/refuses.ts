import type { ConfigurationName } from '../../../../src/checks/configurations.ts';
import type { Exit } from '../../../../src/checks/launch.ts';
import type { Trial } from '../../../../src/checks/trial.ts';

export interface Refusal {
  readonly name: ConfigurationName;
}

/** It must end and never have been there for anyone. */
export async function refuses(t: Trial, name: ConfigurationName): Promise<Exit> {
  const attempt = await t.attempt(name);
  const expected = 'that it exits and accepts no connection';
  if (attempt.answered) t.fail(expected, 'it started, and answers GET /v1/healthz');
  if (attempt.looksOpen > 1) t.fail(expected, 'its port accepted connections');
  return attempt.exit ?? t.fail(expected, `it was still running after ${attempt.limitMs} ms`);
}

export function requireFailure(t: Trial, exit: Exit | undefined): void {
  if (exit?.code === 0) t.fail('an exit code other than 0', 'exit code 0, as if all were well');
}

export const all = (...names: ConfigurationName[]): Refusal[] => names.map((name) => ({ name }));
