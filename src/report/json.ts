import type { Report } from '../model.ts';

/** The report as JSON; `schema/report.schema.json` describes it. */
export function renderJson(report: Report): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}
