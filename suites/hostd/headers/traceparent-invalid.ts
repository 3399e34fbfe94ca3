import { checkEach } from '../../../src/checks/check.ts';
import { inTurn } from '../../lib/requests.ts';
import { invalidTraceparents } from '../../lib/traceparents.ts';
import { changesNothing } from './lib/changes-nothing.ts';

export default checkEach(invalidTraceparents, {
  id: 'headers/traceparent-invalid',
  level: 'must',
  rule: 'w3c/traceparent-ignored',
  title: 'An invalid traceparent is ignored: the request is served or refused as if it were absent.',
  why: 'A tracing header that gets corrupted on the way must not break the call.',
  fix: 'If the header does not parse, start a new trace and continue.',
  on: ['enforced'],
  run: (t, { name, lines }) => changesNothing(t, lines, inTurn(t, invalidTraceparents, name)),
});
