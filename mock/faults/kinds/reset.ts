import { breakage } from '../breakage.ts';

export const reset = breakage('reset', 'reset');
