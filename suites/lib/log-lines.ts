const AUTH =
  /auth|api.?key|\bkeys?\b|credential|token|bearer|access|secur|protect|unsafe|guard|\bgates?\b|enforce|bypass|anyone|anybody|everyone|everybody|\bopen\b|public|restrict|permission|allow.?all|without (a )?(check|password)|DISABLED/i;

const LOUD =
  /warn|\bWRN\b|\bW\b|^W\d{4}\b|^<[0-4]>|!!|danger|caution|attention|alert|insecure|unsafe|critical|error|\*{3}|⚠|[*#=!~-]{5,}|"level":\s*"?(4|40|50|warn)/i;

/** A word in capitals that a calm line would not have so. */
const STRESSED =
  /\b(NO|NOT|OFF|OPEN|WITHOUT|DISABLED|BYPASSED|ANYONE|EVERYONE|NOBODY|UNAUTHENTICATED|UNPROTECTED|UNRESTRICTED)\b/;

/** True when a line is about auth, keys, access or security, in whatever words. */
export function speaksOfAuth(line: string): boolean {
  return AUTH.test(line);
}

/** True when a line is at the level of a warning, or is made to be seen. */
export function isLoud(line: string): boolean {
  const letters = line.replace(/[^A-Za-z]/g, '');
  const shouted = letters.replace(/[^A-Z]/g, '').length;
  return LOUD.test(line) || STRESSED.test(line) || (letters.length >= 12 && shouted > letters.length * 0.6);
}

/** A setting of 0 or 1 whose name speaks of auth: its value makes a line another one. */
const SWITCH = /\w*(?:auth|disab|insecure|bypass)\w*["']?\s*[=:]\s*["']?[01]\b/gi;

/** A line without what differs from start to start: times, addresses, ids, everything with a digit in it. */
export function normalized(line: string): string {
  return line
    .replace(SWITCH, (setting) => setting.replace('0', 'off').replace('1', 'on'))
    .replace(/\b[0-9a-f]{8,}\b/gi, '#')
    .replace(/[\w:.[\]-]*\d[\w:.[\]-]*/g, '#')
    .replace(/\s+/g, ' ')
    .trim();
}
