import { killShard } from './shard.ts';

killShard(1);
