import { execRequest, withKey } from '../../lib/requests.ts';
import { newSandbox, ran, run } from '../../lib/sandbox.ts';
import { api } from './lib/api.ts';

export default api({
  id: 'api/exec-bash-fresh',
  level: 'should',
  rule: 'docs/bash',
  title: 'Each bash run gets a new shell on the same file system.',
  why: 'A leftover variable or working directory changes the meaning of the next command. A lost file is lost work.',
  fix: 'Start a new process for each bash run.',
  async run(t) {
    const id = await newSandbox(t);
    const [home = ''] = (await run(t, id, 'pwd', 'bash')).stdout;
    const elsewhere = home === '/tmp' ? '/' : '/tmp';
    await run(t, id, `X=left; export Y=left; cd ${elsewhere}; echo kept > /tmp/podflare-conformance-kept`, 'bash');
    await t.expect(
      withKey(execRequest(id, 'echo "[$X$Y]"; pwd; cat /tmp/podflare-conformance-kept', 'bash'), t.key),
      ran(`[], ${home} and kept`, ({ stdout }) => stdout.join('|') === `[]|${home}|kept`),
    );
  },
});
