import { runHostd } from './adapters/process.ts';

const [option, name] = process.argv.slice(2);
await runHostd(option === '--mutant' && name !== undefined ? { mutant: name } : {});
