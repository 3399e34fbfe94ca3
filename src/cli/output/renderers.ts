import type { Fleet } from '../../model/fleet.ts';
import type { Report } from '../../model/report.ts';

/** Every reporter; `--reporter` takes their names. */
export const REPORTERS = [
  'pretty',
  'json',
  'junit',
  'html',
  'markdown',
  'github',
  'tap',
  'sarif',
  'rules',
  'badge',
] as const;

export type ReporterName = (typeof REPORTERS)[number];

/** The reporters that put several runs side by side. */
export const COMPARING: readonly ReporterName[] = ['pretty', 'html', 'markdown'];

/** Draws one run. Each reporter is loaded when it is wanted. */
export async function draw(name: ReporterName, report: Report, color: boolean): Promise<string> {
  switch (name) {
    case 'pretty':
      return (await import('../../report/reporters/pretty.ts')).renderPretty(report, { color });
    case 'json':
      return (await import('../../report/reporters/json.ts')).renderJson(report);
    case 'junit':
      return (await import('../../report/reporters/junit.ts')).renderJunit(report);
    case 'html':
      return (await import('../../report/reporters/html.ts')).renderHtml(report);
    case 'markdown':
      return (await import('../../report/reporters/markdown.ts')).renderMarkdown(report);
    case 'github':
      return (await import('../../report/reporters/github.ts')).renderGithub(report);
    case 'tap':
      return (await import('../../report/reporters/tap.ts')).renderTap(report);
    case 'sarif':
      return (await import('../../report/reporters/sarif.ts')).renderSarif(report);
    case 'rules':
      return (await import('../../report/reporters/rules.ts')).renderRules(report);
    case 'badge':
      return (await import('../../report/render/badge.ts')).renderBadge(report);
  }
}

/** Draws several runs side by side; `name` is one of COMPARING. */
export async function drawComparison(
  name: ReporterName,
  reports: readonly [Report, ...Report[]],
  color: boolean,
): Promise<string> {
  switch (name) {
    case 'html':
      return (await import('../../report/compare/html.ts')).renderHtmlComparison(reports);
    case 'markdown':
      return (await import('../../report/compare/markdown.ts')).renderMarkdownComparison(reports);
    default:
      return (await import('../../report/compare/pretty.ts')).renderPrettyComparison(reports, { color });
  }
}

/** Draws a fleet; `name` is json or one of COMPARING. */
export async function drawFleet(name: ReporterName, fleet: Fleet, color: boolean): Promise<string> {
  const { renderHtmlFleet, renderMarkdownFleet, renderPrettyFleet } = await import('../../report/compare/fleet.ts');
  switch (name) {
    case 'json':
      return (await import('../../report/reporters/json.ts')).jsonText(fleet);
    case 'html':
      return renderHtmlFleet(fleet);
    case 'markdown':
      return renderMarkdownFleet(fleet);
    default:
      return renderPrettyFleet(fleet, { color });
  }
}
