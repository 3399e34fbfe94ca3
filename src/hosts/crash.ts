/** The first line of the message with which a runtime ends a program. */
const MESSAGES: readonly RegExp[] = [
  /^thread '.*' (\(\d+\) )?panicked at/, // Rust
  /^(panic|fatal error): /, // Go
  /^Exception in thread "/, // Java
  /^(Uncaught )?(\w+\.)*\w*(Error|Exception)( \[\w+\])?(:|$)/, // Node, and the last line of a traceback of Python
];

/** The lines from the message of the last crash on, which a stack trace may follow. Undefined without a crash. */
export function fromCrash(lines: readonly string[]): string[] | undefined {
  const start = lines.findLastIndex((line) => MESSAGES.some((message) => message.test(line)));
  return start === -1 ? undefined : lines.slice(start);
}
