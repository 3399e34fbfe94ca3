/**
 * The part of a URL, even an invalid one, that a message may show: scheme, host and port. Credentials, path, query and
 * fragment may contain a key, so `...` replaces them.
 */
export function shownUrl(text: string): string {
  const [, scheme = '', rest = ''] = /^([a-z][a-z\d+.-]*:\/\/)?(.*)$/is.exec(text) ?? [];
  // A password may contain any character, so the parts before and after its @ cannot be distinguished.
  if (rest.includes('@')) return `${scheme}...`;
  const [authority = ''] = rest.split(/[/?#\\]/);
  return authority === rest ? text : `${scheme}${authority}/...`;
}
