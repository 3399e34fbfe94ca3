import type { WireRequest } from './request.ts';
import { header, type WireResponse } from './response.ts';

/**
 * The kind of an exchange after which a faulty server may be out of step. Such a server refused a request and may not
 * have read its body, or may have sent a body with a response that must not have one. Undefined for any other exchange.
 */
export function leavesDoubt(request: WireRequest, response: WireResponse): string | undefined {
  const { method, target, headers, body } = request;
  const { status } = response;
  const unread = (body?.length ?? 0) > 0 && status >= 300;
  if (!unread && method !== 'HEAD' && status !== 204 && status !== 304) return undefined;
  const path = target.split('?')[0]?.replace(/[^/]*\d[^/]*/g, '*');
  return [method, path, unread ? header({ headers }, 'content-type') : '', status].join(' ');
}
