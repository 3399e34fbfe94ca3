import { plural } from '../../base/text.ts';
import { failsAlone, type Report, toneOf } from '../../model/report.ts';
import { jsonText } from './json.ts';

/** The JSON of a shields.io endpoint badge. */
export interface Badge {
  readonly schemaVersion: 1;
  readonly label: string;
  readonly message: string;
  readonly color: 'brightgreen' | 'yellowgreen' | 'orange' | 'red' | 'lightgrey';
}

/** Renders the verdict as a badge: the JSON described at https://shields.io/badges/endpoint-badge. */
export function renderBadge(report: Report): string {
  const badge: Badge = { schemaVersion: 1, label: 'hostd conformance', ...verdict(report) };
  return jsonText(badge);
}

function verdict({ exitCode, baseline, strict, checks }: Report): Pick<Badge, 'message' | 'color'> {
  if (exitCode === 4) return { message: 'no verdict', color: 'lightgrey' };
  if (exitCode === 2) return { message: 'nothing checked', color: 'lightgrey' };
  const judged = checks.filter(({ newSince }) => newSince === undefined);
  const red = judged.filter((check) => failsAlone(check, strict));
  const untestable = red.filter(({ outcome }) => outcome === 'untestable').length;
  const broken = red.length - untestable;
  const parts = [
    ...(broken > 0 ? [`${plural(broken, 'rule')} violated`] : []),
    ...(untestable > 0 ? [`${untestable} untestable`] : []),
  ];
  const color = exitCode === 0 ? 'orange' : 'red';
  if (parts.length > 0) return { message: parts.join(', '), color };
  if (baseline && baseline.problems.length > 0) return { message: 'baseline out of date', color };
  const warnings = judged.filter((check) => toneOf(check) === 'yellow').length;
  if (warnings > 0) return { message: `conformant, ${plural(warnings, 'warning')}`, color: 'yellowgreen' };
  return { message: 'conformant', color: 'brightgreen' };
}
