import { checkEach } from '../../../src/checks/check.ts';
import type { ConfigurationName } from '../../../src/checks/configurations.ts';
import { served } from '../../lib/expectations.ts';
import { inTurn, requestFor, withKey } from '../../lib/requests.ts';
import { plausibleTokens } from '../../lib/tokens.ts';
import { refusedInOneForm } from './lib/wrong-tokens.ts';

/** The configurations for wrong tokens. A token is tried on a different operation under each. */
const WRONG_TOKENS_ON: readonly ConfigurationName[] = ['enforced', 'one-key', 'fifty-keys'];

export default checkEach(plausibleTokens, {
  id: 'keys/wrong-token',
  level: 'must',
  rule: 'auth/exact-match',
  title: 'A token that resembles a key or is built from the key list gets 401.',
  why: 'Comparing a prefix, ignoring case or searching the list as text makes keys guessable or worthless.',
  fix: 'Compare the whole token with each whole key, byte for byte, in constant time.',
  on: WRONG_TOKENS_ON,
  async run(t, token) {
    const everywhere = token.near && t.instance.name === 'enforced';
    const turn = inTurn(t, plausibleTokens, token.name, WRONG_TOKENS_ON.indexOf(t.instance.name));
    for (const operation of everywhere ? t.contract.protected : [turn]) {
      const call = requestFor(operation);
      await t.control(withKey(call, t.key), served(operation));
      await refusedInOneForm(t, token, async (wrong, role) => {
        // On a new connection; see keys/other-case-after-the-key.
        const connection = await t.connect();
        const exchange = await t.send(withKey(call, wrong), role, connection);
        connection.close();
        return exchange;
      });
    }
  },
});
