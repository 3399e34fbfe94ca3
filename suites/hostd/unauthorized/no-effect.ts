import { checkEach } from '../../../src/checks/check.ts';
import { responds } from '../../../src/checks/expectation.ts';
import type { WireRequest } from '../../../src/http/request.ts';
import { status } from '../../lib/expectations.ts';
import { destroy, execRequest, merge, requestFor, WRONG, withHeader, withKey } from '../../lib/requests.ts';
import { twoSandboxes } from './lib/sandboxes.ts';

export default checkEach([{ name: 'their own methods' }, { name: 'HEAD' }, { name: 'OPTIONS' }, { name: 'PUT' }], {
  id: 'unauthorized/no-effect',
  level: 'must',
  rule: 'auth/every-request',
  title: 'A refused request has no effect: the sandbox still exists, and the code has not run.',
  why: 'A handler that runs alongside the check does its work although the client gets a 401.',
  fix: 'Return from the handler chain after the key check; do not only write the response.',
  on: ['enforced'],
  async run(t, { name }) {
    const [first, second] = await twoSandboxes(t);
    // On a new connection: a server may leave the body of a HEAD request unread.
    const refuse = async (call: WireRequest) => {
      const request =
        name === 'their own methods' ? call : withHeader({ ...call, method: name }, 'Connection', 'close');
      await t.send(request, 'probe');
      await t.send(withKey(request, WRONG), 'probe');
    };
    const alive = async (id: string) => t.control(withKey(execRequest(id, 'true', 'bash'), t.key), status(200));
    await alive(first);
    await alive(second);
    await refuse(requestFor(merge, { parent: first, winner: second }));
    await refuse(requestFor(destroy, { id: second }));
    await t.expect(withKey(execRequest(second, 'true', 'bash'), t.key), status(200));

    const look = withKey(execRequest(first, 'cat /tmp/podflare-conformance', 'bash'), t.key);
    const write = (word: string) => execRequest(first, `echo ${word} > /tmp/podflare-conformance`, 'bash');
    await t.control(withKey(write('before'), t.key), status(200));
    if (!(await t.control(look, status(200))).body.toString('utf8').includes('before'))
      t.skip(
        'the refused destroy and merge had no effect; exec cannot be verified because files do not persist on this server',
      );
    await refuse(write('after'));
    await t.expect(
      look,
      responds('the unchanged file', (response) =>
        response.body.toString('utf8').includes('after') ? 'the refused code ran' : undefined,
      ),
    );
  },
});
