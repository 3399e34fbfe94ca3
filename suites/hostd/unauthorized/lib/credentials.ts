export const otherSchemes = [
  { name: 'Basic', value: (key: string) => `Basic ${Buffer.from(`user:${key}`).toString('base64')}` },
  { name: 'Basic with the plain key', value: (key: string) => `Basic ${key}` },
  { name: 'Token', value: (key: string) => `Token ${key}` },
  { name: 'Digest', value: (key: string) => `Digest username="u", response="${key}"` },
  { name: 'ApiKey', value: (key: string) => `ApiKey ${key}` },
  { name: 'no scheme', value: (key: string) => key },
  { name: 'no space after Bearer', value: (key: string) => `Bearer${key}` },
  { name: 'a colon after Bearer', value: (key: string) => `Bearer:${key}` },
  { name: 'a longer scheme', value: (key: string) => `BearerX ${key}` },
  { name: 'Negotiate', value: (key: string) => `Negotiate ${key}` },
];

export const emptyTokens = [
  { name: 'Bearer', value: 'Bearer' },
  { name: 'Bearer and a space', value: 'Bearer ' },
  { name: 'bearer', value: 'bearer' },
  { name: 'an empty header', value: '' },
];
