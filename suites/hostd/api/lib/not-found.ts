import { all, responds } from '../../../../src/checks/expectation.ts';
import { errorShape, status, summary } from '../../../lib/expectations.ts';
import { destroy, requestFor } from '../../../lib/requests.ts';

export const UNKNOWN = requestFor(destroy).target.split('/').at(-1) ?? '';

export const notFound = all(status(404), errorShape);

export const notServed = responds('a refusal of the id (404, 400 or a similar status)', (response) =>
  response.status < 300 ? summary(response) : undefined,
);
