import { responds } from '../../../src/checks/expectation.ts';
import { header } from '../../../src/http/response.ts';
import { api, expectSample } from './lib/api.ts';

export default api({
  id: 'api/exec-type',
  level: 'should',
  rule: 'docs/exec-stream',
  title: 'The exec response has Content-Type: application/x-ndjson.',
  why: 'Clients use it to decide whether to read line by line.',
  fix: 'Send `content-type: application/x-ndjson`.',
  run: (t) =>
    expectSample(
      t,
      responds('Content-Type: application/x-ndjson', (r) =>
        /^application\/(x-)?ndjson/i.test(header(r, 'content-type') ?? '')
          ? undefined
          : (header(r, 'content-type') ?? '(none)'),
      ),
    ),
});
