#!/usr/bin/env node
import { version } from '../version.ts';
import { dispatch } from './dispatch.ts';

const args = process.argv.slice(2);
if (args.length === 1 && args[0] === '--version') console.log(version);
else void dispatch(args);
