import type { Response } from '../protocol/message.ts';

/** The response with other lines. A body that is not a stream counts as one line. */
export function withLines(
  response: Response,
  change: (lines: AsyncIterable<string>) => AsyncIterable<string>,
): Response {
  const { body } = response;
  return { ...response, body: change(typeof body === 'string' ? oneLine(body) : body) };
}

async function* oneLine(text: string): AsyncGenerator<string> {
  if (text !== '') yield text;
}
