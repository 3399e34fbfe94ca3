/** A body of a mebibyte that is valid JSON for create. */
export const large = (): string => `{"padding":"${'x'.repeat(1024 * 1024)}"}`;
