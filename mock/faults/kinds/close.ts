import { breakage } from '../breakage.ts';

export const close = breakage('close', 'closed');
