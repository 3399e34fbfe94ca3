import { runHostd } from './process.ts';

const [option, name] = process.argv.slice(2);
await runHostd(option === '--mutant' && name !== undefined ? { mutant: name } : {});
