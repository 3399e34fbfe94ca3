const AUTH =
  /auth|api.?key|\bkeys?\b|credential|token|bearer|unprotected|insecure|unsafe|anyone|anybody|everyone|everybody|\bopen\b|public|unrestricted|without (a )?(check|password|protection)|no (access|security)|DISABLED/i;

const LOUD =
  /warn|\bWRN\b|\bW\b|!!|danger|caution|attention|alert|insecure|unsafe|critical|error|\*{3}|⚠|[*#=!~-]{5,}|"level":\s*"?(4|40|50|warn)/i;

/** True when a line is about auth, keys or being open, in whatever words. */
export function speaksOfAuth(line: string): boolean {
  return AUTH.test(line);
}

/** True when a line is at the level of a warning, or is made to be seen. */
export function isLoud(line: string): boolean {
  const letters = line.replace(/[^A-Za-z]/g, '');
  const shouted = letters.replace(/[^A-Z]/g, '').length;
  return LOUD.test(line) || (letters.length >= 12 && shouted > letters.length * 0.6);
}

/** A line without what differs from start to start: times, numbers, addresses, colours. */
export function normalized(line: string): string {
  return line
    .replace(/\x1b\[[\d;]*m/g, '')
    .replace(/\b[0-9a-f]{8,}\b/gi, '#')
    .replace(/\d+/g, '#')
    .replace(/\s+/g, ' ')
    .trim();
}
