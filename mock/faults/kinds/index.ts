/** Every kind of fault, by the name that `does` gives. Generated from the folder by "npm run generate". */
export { answer } from './answer.ts';
export { close } from './close.ts';
export { delay } from './delay.ts';
export { malform } from './malform.ts';
export { reset } from './reset.ts';
export { revoke } from './revoke.ts';
export { stall } from './stall.ts';
