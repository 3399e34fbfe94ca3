import type { Report } from '../../model/report.ts';

/** The report as JSON; `schema/report.schema.json` describes it. */
export function renderJson(report: Report): string {
  return jsonText(report);
}

/**
 * A value as JSON on lines of its own. `##[` is written such that it means the same, but is no command to GitHub's
 * runner, which looks for it anywhere in a line.
 */
export function jsonText(value: object): string {
  return `${JSON.stringify(value, null, 2).replaceAll('##[', '#\\u0023[')}\n`;
}
