import { all, responds } from '../../../src/checks/expectation.ts';
import { header } from '../../../src/http/response.ts';
import { status } from '../../lib/expectations.ts';
import { execRequest, withKey } from '../../lib/requests.ts';
import { newSandbox } from '../../lib/sandbox.ts';
import { api, SAMPLE } from './lib/api.ts';

export default api({
  id: 'api/exec-type',
  level: 'should',
  rule: 'docs/exec-stream',
  title: 'The exec response has Content-Type: application/x-ndjson.',
  why: 'Clients use it to decide whether to read line by line.',
  fix: 'Send `content-type: application/x-ndjson`.',
  async run(t) {
    const id = await newSandbox(t);
    await t.expect(
      withKey(execRequest(id, SAMPLE), t.key),
      all(
        status(200),
        responds('Content-Type: application/x-ndjson', (r) =>
          /^application\/(x-)?ndjson/i.test(header(r, 'content-type') ?? '')
            ? undefined
            : (header(r, 'content-type') ?? '(none)'),
        ),
      ),
    );
  },
});
