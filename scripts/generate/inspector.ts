import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { build, transform } from 'esbuild';
import { RULES } from '../../mock/inspector/finding.ts';
import { readLedger } from '../../suites/ledger.ts';
import { banner, read, root } from './sources.ts';

const FOLDER = 'mock/inspector';
const TARGET = ['chrome110', 'firefox115', 'safari16'];

/** The parts of the report's style that the inspector shares, and its own. A later one overrides an earlier one. */
const STYLES = [
  ...['base', 'overview', 'check', 'small'].map((name) => `src/report/render/html/style/${name}.css`),
  `${FOLDER}/style.css`,
];

/** The inspector of the mock as one page, and the policy under which it is sent. */
export async function inspectorFiles(): Promise<Record<string, string>> {
  const [style, script] = await Promise.all([styleText(), scriptText()]);
  const parts: Readonly<Record<string, string>> = { style, script };
  const page = read(`${FOLDER}/page.html`).replace(
    /(?<=<(style|script)>)(?=<)/g,
    (_, name: string) => parts[name] ?? '',
  );
  const policy = [
    "default-src 'none'",
    `style-src '${hash(style)}'`,
    `script-src '${hash(script)}'`,
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
  return {
    'src/contract/generated/inspector.ts': [
      banner(FOLDER),
      `export const page: string = ${JSON.stringify(page)};\n`,
      `export const policy: string = ${JSON.stringify(policy)};\n`,
    ].join(''),
  };
}

async function styleText(): Promise<string> {
  const { code } = await transform(STYLES.map(read).join('\n'), { loader: 'css', minify: true, target: TARGET });
  return code.trim();
}

/** Bundles the scripts. Modules that they share with the mock get a browser substitute for Node's modules. */
async function scriptText(): Promise<string> {
  const file = (path: string) => fileURLToPath(new URL(path, root));
  const { outputFiles } = await build({
    entryPoints: [file(`${FOLDER}/page/main.js`)],
    bundle: true,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: TARGET,
    alias: { 'node:crypto': file('mock/adapters/browser/node.ts') },
    inject: [file('mock/adapters/browser/buffer.ts')],
    define: { RULES: JSON.stringify(rules()) },
    write: false,
  });
  return outputFiles
    .map(({ text }) => text)
    .join('')
    .trim()
    .replaceAll('\t', '\\t'); // A minified script has tabs only in literals.
}

/** The texts of the rules that the inspector mentions. */
function rules(): Readonly<Record<string, string>> {
  const says = new Map(readLedger().map((rule) => [rule.rule, rule.says]));
  return Object.fromEntries(
    RULES.map((name) => {
      const text = says.get(name);
      if (text === undefined) throw new Error(`the ledger has no rule ${name}, which ${FOLDER}/finding.ts names`);
      return [name, text];
    }),
  );
}

function hash(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
