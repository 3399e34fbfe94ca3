import { type Address, parseAddress } from '../../mock/core/config.ts';
import { UsageError } from '../base/errors.ts';
import { shownUrl } from '../hosts/shown-url.ts';

/** Parses the value of `--upstream`. Throws UsageError that says what is wrong with it. */
export function upstreamAddress(text: string): Address {
  const address = text === '' ? undefined : parseAddress(text);
  if (!address) throw new UsageError(`--upstream must be HOST:PORT, such as 127.0.0.1:7071, not "${shownUrl(text)}"`);
  if (address.port === 0)
    throw new UsageError('--upstream must have a port above 0: the port that the gateway forwards to');
  return address;
}
