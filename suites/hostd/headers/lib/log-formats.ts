export const formats = [
  { name: 'text', on: 'enforced' },
  { name: 'JSON', on: 'json-logs' },
] as const;

export function shown(logged: readonly string[]): string {
  const values = [...new Set(logged)].map((value) => (value === '' ? '(empty)' : value));
  return values.length > 0 ? values.slice(-5).join(', ') : 'none';
}
