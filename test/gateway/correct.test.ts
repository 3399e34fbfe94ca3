import { test } from 'vitest';
import { correctGateways, expectConformant } from './correct.ts';

const quick = correctGateways.filter((gateway) => gateway.quick);

test.each(quick)('a gateway that $name is conformant', { timeout: 120_000 }, expectConformant);
