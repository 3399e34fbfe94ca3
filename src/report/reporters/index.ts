/** The renderer of every reporter. Generated from the folder by "npm run generate". */
export { renderBadge } from './badge.ts';
export { renderGithub } from './github.ts';
export { renderHtml } from './html.ts';
export { renderJson } from './json.ts';
export { renderJunit } from './junit.ts';
export { renderMarkdown } from './markdown.ts';
export { renderPretty } from './pretty.ts';
export { renderRules } from './rules.ts';
export { renderSarif } from './sarif.ts';
export { renderTap } from './tap.ts';
