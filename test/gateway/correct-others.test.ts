import { test } from 'vitest';
import { correctGateways, expectConformant } from './correct.ts';

const others = correctGateways.filter((gateway) => !gateway.quick);

test.each(others)('a gateway that $name is conformant', { timeout: 120_000 }, expectConformant);
