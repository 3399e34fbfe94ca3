import { type Check, type CheckText, check } from '../../../../src/checks/check.ts';
import { all, type Expectation } from '../../../../src/checks/expectation.ts';
import type { Trial } from '../../../../src/checks/trial.ts';
import { status } from '../../../lib/expectations.ts';
import { execRequest, withKey } from '../../../lib/requests.ts';
import { newSandbox } from '../../../lib/sandbox.ts';

export type Text = Omit<CheckText, 'profile' | 'on'>;

export const api = (text: Text & { run(t: Trial): Promise<void> }): Check =>
  check({ ...text, profile: 'api', on: ['enforced'] });

export const SAMPLE = 'print(6*7)';

/** Runs `SAMPLE` in a new sandbox, and judges the response, which must have status 200. */
export async function expectSample(t: Trial, expectation: Expectation): Promise<void> {
  const id = await newSandbox(t);
  await t.expect(withKey(execRequest(id, SAMPLE), t.key), all(status(200), expectation));
}
