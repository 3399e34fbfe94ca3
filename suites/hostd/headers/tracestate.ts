import { checkEach } from '../../../src/checks/check.ts';
import { inTurn } from '../../lib/requests.ts';
import { companions } from '../../lib/traceparents.ts';
import { changesNothing } from './lib/changes-nothing.ts';

export default checkEach(companions, {
  id: 'headers/tracestate',
  level: 'must',
  rule: 'w3c/tracestate-ignored',
  title: 'tracestate, baggage and other tracing headers do not affect authentication, valid or not.',
  why: 'Proxies and agents add them by default.',
  fix: 'Ignore headers that you do not use.',
  on: ['enforced'],
  run: (t, { name, lines }) => changesNothing(t, lines, inTurn(t, companions, name)),
});
