/** What GitHub's runner makes of a line of a log. */
export interface RunnerCommand {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

/**
 * Reads a log as GitHub's runner does: `::name key=value,...::message` at the start of a line, blanks aside, and the
 * older `##[name key=value;...]message` anywhere in it.
 */
export function runnerCommands(log: string): RunnerCommand[] {
  return log.split(/\r\n|\r|\n/).flatMap((line) => {
    const old = /##\[([^\]]+)\](.*)$/.exec(line);
    const [, head = '', message = ''] = /^\s*::(.+?)::(.*)$/.exec(line) ?? [];
    if (head === '') return old ? [{ name: old[1] ?? '', properties: {}, message: old[2] ?? '' }] : [];
    const [name = '', ...pairs] = [head.split(' ')[0] ?? '', ...head.split(' ').slice(1).join(' ').split(',')];
    const properties = pairs.filter(Boolean).map((pair) => {
      const at = pair.indexOf('=');
      return [
        pair.slice(0, at),
        decoded(
          pair
            .slice(at + 1)
            .replace(/%3A/g, ':')
            .replace(/%2C/g, ','),
        ),
      ] as const;
    });
    return [{ name, properties: Object.fromEntries(properties), message: decoded(message) }];
  });
}

function decoded(text: string): string {
  return text.replace(/%0D/g, '\r').replace(/%0A/g, '\n').replace(/%25/g, '%');
}
