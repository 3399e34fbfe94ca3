import { status } from '../../../lib/expectations.ts';

/** A body of 1 MiB that is valid JSON for create. */
export const large = (): string => `{"padding":"${'x'.repeat(1024 * 1024)}"}`;

/** Some servers limit the size of a body before they look at the key. See unauthorized/before-size-limit. */
export const refusedForKeyOrSize = status(401, 413);
