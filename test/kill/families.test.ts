import { killFamilies } from './shard.ts';

killFamilies();
