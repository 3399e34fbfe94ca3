import { answer } from '../../../../src/checks/expectation.ts';
import { summary } from '../../../lib/expectations.ts';

export const notRefused = answer('any answer but 401', (response) =>
  response.status === 401 ? summary(response) : undefined,
);
