import { check } from '../../../src/checks/check.ts';

export default check({
  id: 'startup/port-stays-closed',
  level: 'should',
  rule: 'auth/refuse-to-start',
  title: 'A refused start never opens its port, not even for a moment.',
  why: 'Until it exits, the server is reachable. A port that opens and closes also looks like a crash.',
  fix: 'Decide before you open the socket.',
  on: 'launch',
  async run(t) {
    const attempt = await t.attempt('refused-any');
    if (attempt.looksOpen > 0) t.fail('the port stays closed', 'it accepted a connection');
  },
});
