import { nextTurn } from '../interpreter/turns.ts';

/** One line of the response of exec. `ts` is in milliseconds since 1970. */
export interface ExecEvent {
  readonly type: 'stdout' | 'stderr' | 'exit';
  readonly data: string | number;
  readonly seq: number;
  readonly ts: number;
}

/** Characters to serialize in one turn of the event loop. */
const AT_ONCE = 262_144;

/** An event as JSON. A long line of output is serialized in pieces, with turns of the event loop in between. */
export function lineOf(event: ExecEvent): string | Promise<string> {
  const { data } = event;
  return typeof data === 'string' && data.length > AT_ONCE ? longLineOf(event, data) : JSON.stringify(event);
}

async function longLineOf(event: ExecEvent, data: string): Promise<string> {
  const pieces: string[] = [];
  for (let i = 0; i < data.length; i += AT_ONCE) {
    pieces.push(JSON.stringify(data.slice(i, i + AT_ONCE)).slice(1, -1));
    await nextTurn();
  }
  const [before = '', after = ''] = JSON.stringify({ ...event, data: '' }).split('"data":""');
  return `${before}"data":"${pieces.join('')}"${after}`;
}
