export const mentions = (text: string, keys: readonly string[]) => keys.some((key) => text.includes(key));
