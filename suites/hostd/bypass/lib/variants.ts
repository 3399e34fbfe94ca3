import type { Variant } from '../../../lib/bypass.ts';
import absoluteForm from '../absolute-form.ts';
import body from '../body.ts';
import upperCase from '../case.ts';
import commonHeaders from '../common-headers.ts';
import dotSegments from '../dot-segments.ts';
import encodedDots from '../encoded-dots.ts';
import encodedLetters from '../encoded-letters.ts';
import method from '../method.ts';
import methodOverride from '../method-override.ts';
import oddBytes from '../odd-bytes.ts';
import parameters from '../parameters.ts';
import prefix from '../prefix.ts';
import query from '../query.ts';
import slashes from '../slashes.ts';
import spoofedHeaders from '../spoofed-headers.ts';
import subpath from '../subpath.ts';
import upgrade from '../upgrade.ts';

/** The requests of all checks of this family. */
export const bypassVariants: readonly Variant[] = [
  prefix,
  subpath,
  dotSegments,
  encodedDots,
  encodedLetters,
  slashes,
  upperCase,
  parameters,
  query,
  absoluteForm,
  oddBytes,
  method,
  methodOverride,
  spoofedHeaders,
  commonHeaders,
  body,
  upgrade,
].flatMap(({ variants }) => variants);
