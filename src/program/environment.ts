/** What a program gets through its environment: the address of hostd, a key and the trace in which it runs. */
export interface ProgramInput {
  readonly url: string;
  readonly key: string;
  readonly traceparent: string;
}

/**
 * The environment variables of a program under test. Each variable from which a published client reads the address has
 * it: PODFLARE_HOSTD_URL, PODFLARE_HOST of the older pages, and PODFLARE_API_URL, without which `Sandbox()` of the Python
 * package 0.0.22 calls Podflare's own servers. NO_PROXY keeps proxies from standing between the program and the mock.
 */
export function environmentOf({ url, key, traceparent }: ProgramInput): Readonly<Record<string, string>> {
  const direct = (inherited: string | undefined) => [inherited, '127.0.0.1'].filter(Boolean).join(',');
  return {
    PODFLARE_HOSTD_URL: url,
    PODFLARE_HOST: url,
    PODFLARE_API_URL: url,
    PODFLARE_API_KEY: key,
    PODFLARE_TRACEPARENT: traceparent,
    NO_PROXY: direct(process.env.NO_PROXY),
    no_proxy: direct(process.env.no_proxy),
  };
}

/** The variables that the suite sets anew for every run of a program. */
export const PROGRAM_VARIABLES = [
  'PODFLARE_HOSTD_URL',
  'PODFLARE_HOST',
  'PODFLARE_API_URL',
  'PODFLARE_API_KEY',
  'PODFLARE_TRACEPARENT',
] as const;

/** A traceparent of version 00, sampled. */
export function freshTraceparent(random: (bytes: number) => Buffer): string {
  return `00-${random(16).toString('hex')}-${random(8).toString('hex')}-01`;
}
