import { createHash } from 'node:crypto';
import { script, style } from '../../../contract/generated/page.ts';
import type { Report } from '../../../model/report.ts';
import { html, Markup } from './markup.ts';

/** Only the page's own style and script are allowed, whatever gets into its text. */
const POLICY = [
  "default-src 'none'",
  `style-src '${hash(style)}'`,
  `script-src '${hash(script)}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** A self-contained page that loads nothing. */
export function page(title: string, { suite, contract }: Report, body: Markup, width?: 'wide'): string {
  return `${
    html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${new Markup(style)}</style>
</head>
<body class="${width}">
${body}
<footer>
<p>${suite.name} ${suite.version}, contract ${contract.version} <span class="quiet">(${contract.sha256.slice(0, 12)})</span></p>
<p class="keys" hidden><kbd>/</kbd> search <kbd>j</kbd> <kbd>k</kbd> next, previous <kbd>Enter</kbd> open <kbd>e</kbd> open or close all <kbd>Esc</kbd> show everything</p>
</footer>
<script>${new Markup(script)}</script>
</body>
</html>`.text
  }\n`;
}

function hash(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
