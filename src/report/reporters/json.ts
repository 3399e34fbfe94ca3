import type { Report } from '../../model/report.ts';

/** Renders the report as JSON, as described by `schema/report.schema.json`. */
export function renderJson(report: Report): string {
  return jsonText(report);
}

/**
 * Serialises a value as indented JSON. `##[` is escaped, because GitHub's runner takes it for a command anywhere in a
 * line.
 */
export function jsonText(value: object): string {
  return `${JSON.stringify(value, null, 2).replaceAll('##[', '#\\u0023[')}\n`;
}
