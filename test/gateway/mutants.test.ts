import { describe, expect, test } from 'vitest';
import { checks } from '../../suites/index.ts';
import { startGateway } from './gateway.ts';
import { gatewayMutants } from './mutants.ts';
import { checkGateway, gatewayIds, idsOf } from './support.ts';

describe('a gateway', () => {
  test.concurrent.for(gatewayMutants)(
    '$name: $defect',
    { timeout: 120_000 },
    async ({ habits, fails, hides = [] }, { expect }) => {
      const only = [...new Set([...gatewayIds, ...fails])];
      const report = await checkGateway((port) => startGateway(port, habits()), { only });
      expect(idsOf(report, 'fail', 'warn', 'note').sort()).toEqual([...fails].sort());
      expect(idsOf(report, 'untestable').sort()).toEqual([...hides].sort());
    },
  );

  test('is asked nothing that no mutant fails', () => {
    const killed = new Set(gatewayMutants.flatMap(({ fails }) => fails));
    const own = checks.filter(({ recorder }) => recorder === 'required').map(({ id }) => id);
    expect(own.filter((id) => !killed.has(id))).toEqual([]);
  });
});
