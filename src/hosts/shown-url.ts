/**
 * What a message may repeat of a URL, or of what was meant to be one: scheme, host and port. Credentials, path, query and
 * fragment may hold a key, and `...` stands for them.
 */
export function shownUrl(text: string): string {
  const [, scheme = '', rest = ''] = /^([a-z][a-z\d+.-]*:\/\/)?(.*)$/is.exec(text) ?? [];
  // A password may have any character in it, so that nothing before or after its @ can be told apart.
  if (rest.includes('@')) return `${scheme}...`;
  const [authority = ''] = rest.split(/[/?#\\]/);
  return authority === rest ? text : `${scheme}${authority}/...`;
}
