import type { Piece, Secrets } from '../base/secrets.ts';
import { sandboxesIn } from '../checks/sandboxes.ts';
import type { Exchange } from '../http/client.ts';
import { curl } from '../http/curl.ts';

/** An id that can be extracted from the text of a response. */
const ID = /^sbx_\w{8,}$/;

/** How many of its last characters may be missing from an altered id. */
const LEFT_OUT = 4;

/**
 * A POSIX shell command that repeats the last exchange. If the exchange is about sandboxes of the case, which are gone
 * by then, the command first repeats the requests that made and used them. Undefined when curl cannot send one of the
 * requests.
 */
export function repeat(exchanges: readonly Exchange[], origin: string, secrets: Secrets): string | undefined {
  const made = exchanges.flatMap(madeBy);
  const steps = history(exchanges, made);
  if (steps.length === 0 || steps.some((step) => isAltered(step, made))) return undefined;
  const names = new Map<string, string>();
  const line = ({ request }: Exchange) => curl(request, origin, { split: (text) => splitAt(names, secrets, text) });
  const lines = steps.map((step, i) => {
    const command = line(step);
    if (command === undefined || i === steps.length - 1) return command;
    return remembering(command, madeBy(step), names);
  });
  return lines.every((each) => each !== undefined) ? lines.join('; ') : undefined;
}

/** The sandboxes that an exchange made. Ids of another form stay in the command as they are. */
function madeBy({ response }: Exchange): string[] {
  return sandboxesIn(response).filter((id) => ID.test(id));
}

/** The last exchange, preceded by all exchanges about its sandboxes if it is about sandboxes of this case. */
function history(exchanges: readonly Exchange[], made: readonly string[]): readonly Exchange[] {
  const judged = exchanges.slice(-1);
  if (!judged.some((exchange) => isAbout(exchange, made))) return judged;
  const before = exchanges.slice(0, -1);
  return [...before.filter((each) => isAbout(each, made) || madeBy(each).length > 0), ...judged];
}

function isAbout({ request }: Exchange, ids: readonly string[]): boolean {
  return ids.some((id) => request.target.includes(id));
}

/** True when the target contains a part of an id, or an id in another case. A shell variable cannot yield these. */
function isAltered({ request }: Exchange, ids: readonly string[]): boolean {
  const target = ids.reduce((text, id) => text.replaceAll(id, ''), request.target).toLowerCase();
  return ids.some((id) => target.includes(id.slice(0, -LEFT_OUT).toLowerCase()));
}

/** The command without its output. The ids of the sandboxes that it makes are assigned to shell variables. */
function remembering(command: string, ids: readonly string[], names: Map<string, string>): string {
  if (ids.length === 0) return `${command} >/dev/null`;
  const output = `MADE_${names.size + 1}`;
  const assigned = ids.map((id, i) => {
    const name = `SANDBOX_${names.size + 1}`;
    names.set(id, `$${name}`);
    return `${name}=$(echo "$${output}" | tail -n ${ids.length - i} | head -n 1)`;
  });
  return [`${output}=$(${command} | grep -o 'sbx_[[:alnum:]_]*')`, ...assigned].join('; ');
}

function splitAt(names: ReadonlyMap<string, string>, secrets: Secrets, text: string): Piece[] {
  return secrets.split(text).flatMap((piece) => ('text' in piece ? splitText(names, piece.text) : [piece]));
}

function splitText(names: ReadonlyMap<string, string>, text: string): Piece[] {
  if (names.size === 0) return [{ text }];
  const parts = text.split(new RegExp(`(${[...names.keys()].join('|')})`)).filter((part) => part !== '');
  return parts.map((part) => {
    const shell = names.get(part);
    return shell === undefined ? { text: part } : { label: part, shell };
  });
}
