import type { Bot } from './bot.ts';
import { brokenBots } from './broken.ts';
import { dyingBots } from './dying.ts';
import { fixedBots } from './fixed.ts';
import { healthyBots } from './healthy.ts';

/** Bots with the same complete response to every request. */
export const fixed: Readonly<Record<string, Bot>> = fixedBots;

/** Give no complete response to any request. */
export const broken: Readonly<Record<string, Bot>> = brokenBots;

/** Bots that respond like hostd to the liveness probe, and with one response to everything else. */
export const healthy: Readonly<Record<string, Bot>> = healthyBots;

/** Are right for some requests, and dead from then on. */
export const dying: Readonly<Record<string, Bot>> = dyingBots;

export const bots: Readonly<Record<string, Bot>> = { ...fixed, ...broken, ...healthy, ...dying };
