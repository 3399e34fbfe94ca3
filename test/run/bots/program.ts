import { bots } from './bots.ts';
import { listen } from './serve.ts';

/** The bot that the first argument names, as a process that obeys PODFLARE_HOSTD_ADDR. */
const exit = (code: number) => process.exit(code);
const bot = bots[process.argv[2] ?? ''];
if (!bot) throw new Error(`no bot "${process.argv[2]}"`);
await listen(bot(process.env, exit), process.env).catch(() => exit(1));
