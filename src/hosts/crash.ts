/** The first line of a crash message, by runtime. */
const MESSAGES: readonly RegExp[] = [
  /^thread '.*' (\(\d+\) )?panicked at/, // Rust
  /^(panic|fatal error): /, // Go
  /^Exception in thread "/, // Java
  /^(Uncaught )?(\w+\.)*\w*(Error|Exception)( \[\w+\])?(:|$)/, // Node, and the last line of a Python traceback
];

/** The last crash message and the lines after it, such as a stack trace. Undefined if there is no crash message. */
export function fromCrash(lines: readonly string[]): string[] | undefined {
  const start = lines.findLastIndex((line) => MESSAGES.some((message) => message.test(line)));
  return start === -1 ? undefined : lines.slice(start);
}
