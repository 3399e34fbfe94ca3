import { UsageError } from '../../base/errors.ts';
import { upstreamAddress } from '../../gateway/address.ts';
import { gatewayTarget } from '../../gateway/host.ts';
import { urlTarget } from '../../hosts/url.ts';
import type { Kind } from './kind.ts';

/** A hostd, or a gateway in front of one, that is already running. */
export const urlKind = {
  kind: 'url',
  option: 'url',
  started: false,
  make({ url = '', upstream, keys = [] }) {
    try {
      const running = urlTarget(url);
      return upstream === undefined ? running : gatewayTarget(running, upstreamAddress(upstream), keys);
    } catch (error) {
      if (error instanceof TypeError) throw new UsageError(error.message);
      throw error;
    }
  },
} as const satisfies Kind;
