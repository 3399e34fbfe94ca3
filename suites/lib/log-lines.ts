import { stripVTControlCharacters } from 'node:util';
import type { Printed } from '../../src/checks/launch.ts';

const AUTH =
  /auth|api.?key|\bkeys?\b|credential|token|bearer|access|secur|protect|unsafe|guard|\bgates?\b|enforce|bypass|anyone|anybody|everyone|everybody|\bopen\b|public|restrict|permission|allow.?all|without (a )?(check|password)|DISABLED/i;

const LOUD =
  /warn|\bWRN\b|\bW\b|^W\d{4}\b|^<[0-4]>|!!|danger|caution|attention|alert|insecure|unsafe|critical|error|\*{3}|⚠|[*#=!~-]{5,}|"level":\s*"?(4|40|50|warn)/i;

/** Words in capitals that an ordinary log line does not shout. */
const STRESSED =
  /\b(NO|NOT|OFF|OPEN|WITHOUT|DISABLED|BYPASSED|ANYONE|EVERYONE|NOBODY|UNAUTHENTICATED|UNPROTECTED|UNRESTRICTED)\b/;

/** True when a line mentions auth, keys, access or security. */
export function speaksOfAuth(line: string): boolean {
  return AUTH.test(line);
}

/** True when a line has words in a script other than Latin, whose wording the suite cannot judge. */
export function isOtherScript(line: string): boolean {
  return /(?:(?![\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}])\p{L}){2}/u.test(line);
}

/** True when a line is at warn level or above, or stands out otherwise. */
export function isLoud(line: string): boolean {
  const letters = line.replace(/[^A-Za-z]/g, '');
  const shouted = letters.replace(/[^A-Z]/g, '').length;
  return LOUD.test(line) || STRESSED.test(line) || (letters.length >= 12 && shouted > letters.length * 0.6);
}

/** A Select Graphic Rendition sequence. Source: ECMA-48, 8.3.117. */
const SGR = /\x1b\[([\d;:]*)m/g;

/** Bold, blinking, reverse video, red and yellow, as text or as background. */
const ALARMING: ReadonlySet<string> = new Set([
  '1',
  '5',
  '6',
  '7',
  ...['31', '33', '41', '43', '91', '93', '101', '103'],
]);

/** Indices of the 256-colour palette that are red, orange or yellow. */
const ALARMING_INDICES: ReadonlySet<number> = new Set([
  1, 3, 9, 11, 124, 136, 142, 148, 154, 160, 166, 172, 178, 184, 190, 196, 202, 208, 214, 220, 226,
]);

/** The lines that are at least partly printed in a colour or style that stands out, without their escape sequences. */
export function alarminglyColoured({ stdout, stderr }: Pick<Printed, 'stdout' | 'stderr'>): Set<string> {
  const found = new Set<string>();
  for (const stream of [stdout, stderr]) {
    let isAlarming = false;
    for (const line of stream.split(/\r?\n|\r/)) {
      const sequences = [...line.matchAll(SGR)].map(([, parameters = '']) => parameters);
      if (isAlarming || sequences.some(alarms)) found.add(stripVTControlCharacters(line));
      const last = sequences.at(-1);
      if (last !== undefined) isAlarming = alarms(last);
    }
  }
  return found;
}

function alarms(parameters: string): boolean {
  const [, index] = /^(?:[34]8)[;:]5[;:](\d+)/.exec(parameters) ?? [];
  if (index !== undefined) return ALARMING_INDICES.has(Number(index));
  const [, red, green, blue] = /^(?:[34]8)[;:]2[;:]+(\d+)[;:](\d+)[;:](\d+)/.exec(parameters) ?? [];
  if (red !== undefined) return Number(red) >= 128 && Number(blue) < 100 && Number(green) <= Number(red);
  return parameters.split(/[;:]/).some((parameter) => ALARMING.has(parameter.replace(/^0(?=\d)/, '')));
}

/** A setting of 0 or 1. The lookbehind keeps the search linear in a long word. */
const SWITCH = /(?<!\w)(\w+)(["']?\s*[=:]\s*["']?)([01])\b/g;
const AUTH_SETTING = /auth|disab|insecure|bypass/i;

/** Words, numbers, times and addresses. */
const WORD = /[\w:.[\]-]+/g;

/**
 * A line without the parts that vary between launches: times, addresses, ids and everything else with a digit.
 * Lines that differ in a setting of 0 or 1 whose name is about auth stay different.
 */
export function normalized(line: string): string {
  return line
    .replace(SWITCH, (setting, name: string, sign: string, value: string) =>
      AUTH_SETTING.test(name) ? `${name}${sign}${value === '0' ? 'off' : 'on'}` : setting,
    )
    .replace(/\b[0-9a-f]{8,}\b/gi, '#')
    .replace(WORD, (word) => (/\d/.test(word) ? '#' : word))
    .replace(/\s+/g, ' ')
    .trim();
}
