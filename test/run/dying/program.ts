/**
 * A dying hostd as a process: `program WHEN HOW [VARIABLE=VALUE]`. WHEN is a place of dyingServer with its number
 * (`answer 2`), or `start`, `line`, `listening`, `term`; with a variable it dies only where that is set so.
 */
import { spawn } from 'node:child_process';
import { dyingServer, type Moment } from './server.ts';

const [when = '', how = '', condition] = process.argv.slice(2);
const [name = '', value] = condition?.split('=') ?? [];
const due = condition === undefined || (process.env[name] ?? '') === value;
const [place = '', nth = '1'] = due ? when.split(' ') : [];

function die(): void {
  if (how === 'kill') process.kill(process.pid, 'SIGKILL');
  if (how === 'stop-listening') {
    server.close();
    server.closeAllConnections();
    setInterval(() => {}, 60_000);
    return;
  }
  if (how === 'daemon') spawn('sleep', ['1000'], { detached: true, stdio: 'inherit' });
  process.exit(how === 'kill' ? undefined : Number(/^exit (\d+)$/.exec(how)?.[1] ?? 0));
}

const own = ['', 'start', 'line', 'listening', 'term'].includes(place);
const moment = own ? undefined : ({ place, nth: Number(nth) } as Moment);
const server = dyingServer(process.env, moment, die);
if (place === 'start') die();
if (place === 'line') process.stdout.write('hostd starts\n', die);
else {
  const [, host = '', port = ''] = /^(.*):(\d+)$/.exec(process.env.PODFLARE_HOSTD_ADDR ?? '') ?? [];
  server.listen(Number(port), host.replace(/^\[|\]$/g, '') || undefined, () => {
    if (place === 'listening') die();
  });
  process.on('SIGTERM', () => (place === 'term' ? die() : process.exit(0)));
}
