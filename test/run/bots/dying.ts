import type { Server } from 'node:http';
import { type Config, readSettings } from '../../../mock/core/config.ts';
import type { Core } from '../../../mock/core/core.ts';
import { correct } from '../../../mock/core/correct.ts';
import { Reference } from '../../../mock/core/reference.ts';
import type { Response } from '../../../mock/protocol/message.ts';
import { createHttpServer } from '../../../mock/server/http-server.ts';
import type { Env } from './bot.ts';

const AFTER = 40;

/** The reaction to every request after the first 40. */
type Death = (exit: (code: number) => void) => Core;

const forever = new Promise<Response>(() => {});
const refusal: Response = {
  status: 401,
  headers: { 'content-type': 'application/json', 'www-authenticate': 'Bearer' },
  body: '{"error":"invalid api key"}',
};

/** The reference hostd until it dies. */
const dies =
  (death: Death) =>
  (env: Env, exit: (code: number) => void): Server => {
    const settings = readSettings(env, correct);
    const mode = settings && correct.startup(settings);
    if (!settings || mode === undefined || mode === 'refused') {
      exit(1);
      return createHttpServer(() => forever);
    }
    const config: Config = { ...settings, mode };
    const { core: alive } = new Reference({ config, behavior: correct });
    const dead = death(exit);
    let seen = 0;
    return createHttpServer((request) => (++seen > AFTER ? dead : alive)(request));
  };

export const dyingBots = {
  'dies-by-exit': dies((exit) => () => {
    exit(1);
    return forever;
  }),
  'dies-by-hanging': dies(() => () => forever),
  'dies-by-401': dies(() => () => Promise.resolve(refusal)),
  'dies-by-500': dies(() => () => Promise.resolve({ ...refusal, status: 500 })),
};
