import { dispatch } from './dispatch.ts';

void dispatch(process.argv.slice(2));
