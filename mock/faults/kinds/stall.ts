import { breakage } from '../breakage.ts';

export const stall = breakage('stall', 'left silent');
