import { type Check, type CheckText, check } from '../../../../src/checks/check.ts';
import type { Trial } from '../../../../src/checks/trial.ts';

export type Text = Omit<CheckText, 'profile' | 'on'>;

export const api = (text: Text & { run(t: Trial): Promise<void> }): Check =>
  check({ ...text, profile: 'api', on: ['enforced'] });

export const SAMPLE = 'print(6*7)';
