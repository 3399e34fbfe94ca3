#!/usr/bin/env node
import { version } from '../version.ts';

const args = process.argv.slice(2);
if (args.length === 1 && args[0] === '--version') console.log(version);
else await (await import('./dispatch.ts')).dispatch(args);
