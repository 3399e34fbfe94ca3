import { clipped, safe } from '../../base/text.ts';

/** How many characters of a text are written. */
const LONGEST = 16_000;

/** A piece of XML. `attributes` are those of its element. */
export interface Xml {
  readonly text: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** Builds an element. Attribute values are escaped. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string>>,
  children: readonly Xml[] = [],
): Xml {
  const open = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${attribute(value)}"`)
    .join('');
  if (children.length === 0) return { text: `<${name}${open}/>`, attributes };
  const content = children.map(({ text }) => text);
  const inline = children.every((child) => child.text.startsWith('<![CDATA['));
  const separator = inline ? '' : '\n';
  return { text: [`<${name}${open}>`, ...content, `</${name}>`].join(separator), attributes };
}

/** A CDATA section. An end mark in the text is split. */
export function cdata(text: string): Xml {
  return { text: `<![CDATA[${legal(text).replace(/]]>/g, ']]]]><![CDATA[>')}]]>`, attributes: {} };
}

function attribute(value: string): string {
  const names: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return legal(value).replace(/[&<>"\n\r\t]/g, (c) => names[c] ?? `&#${c.charCodeAt(0)};`);
}

/** Clips a text and removes the characters that XML 1.0 cannot represent, even escaped. */
function legal(text: string): string {
  return safe(clipped(text, LONGEST)).replace(
    /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu,
    '\u{fffd}',
  );
}
