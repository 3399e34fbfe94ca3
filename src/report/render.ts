import type { Fleet } from '../model/fleet.ts';
import type { Report } from '../model/report.ts';
import type { PrettyOptions } from './reporters/pretty.ts';
import { type ReporterName, reporterOf } from './reporters.ts';

/**
 * Renders one run, or several side by side.
 * @throws Error if there are several and the reporter is not in COMPARING
 */
export async function renderReports(
  name: ReporterName,
  reports: readonly [Report, ...Report[]],
  options: PrettyOptions = {},
): Promise<string> {
  const { render, compare } = reporterOf(name);
  if (reports.length === 1) return await render(reports[0], options);
  if (!compare) throw new Error(`the reporter ${name} cannot compare runs`);
  return await compare(reports, options);
}

/**
 * Renders a run with many targets.
 * @throws Error if the reporter is not in FLEET
 */
export async function renderFleet(name: ReporterName, fleet: Fleet, options: PrettyOptions = {}): Promise<string> {
  const render = reporterOf(name).fleet;
  if (!render) throw new Error(`the reporter ${name} cannot render many targets`);
  return await render(fleet, options);
}
