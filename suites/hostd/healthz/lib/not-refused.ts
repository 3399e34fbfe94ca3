import { responds } from '../../../../src/checks/expectation.ts';
import { summary } from '../../../lib/expectations.ts';

export const notRefused = responds('any response except 401', (response) =>
  response.status === 401 ? summary(response) : undefined,
);
