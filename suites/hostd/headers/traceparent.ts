import { checkEach } from '../../../src/checks/check.ts';
import { inTurn } from '../../lib/requests.ts';
import { validTraceparents } from '../../lib/traceparents.ts';
import { changesNothing } from './lib/changes-nothing.ts';

export default checkEach(validTraceparents, {
  id: 'headers/traceparent',
  level: 'must',
  rule: 'auth/headers-pass',
  title: 'A valid traceparent is accepted on every request and does not affect authentication.',
  why: 'SDKs send it with every request. A server that trips over it fails only where tracing is on.',
  fix: 'Read the header after the key check, and only for tracing.',
  on: ['enforced'],
  run: (t, { name, lines }) => changesNothing(t, lines, inTurn(t, validTraceparents, name)),
});
