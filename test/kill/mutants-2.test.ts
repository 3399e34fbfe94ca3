import { killShard } from './shard.ts';

killShard(2);
