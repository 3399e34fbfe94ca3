import pLimit from 'p-limit';
import { findMutant } from '../../../mock/mutants/index.ts';
import { byCommand, byUrl, curl, type Found, schemathesis } from './detectors.ts';

/** Some defects of each family. The last ones do not affect auth. */
const DEFECTS = {
  healthz: ['healthz-needs-key', 'healthz-not-exempt-with-query'],
  unauthorized: ['createSandbox-open', 'execSandbox-open', 'missing-text-changed'],
  keys: ['any-key-accepted', 'prefix-of-key-accepted', 'key-in-query-access-token'],
  bypass: ['dots-resolved-after-gate', 'forwarded-for-trusted'],
  'dev-mode': ['dev-mode-on-all-interfaces'],
  disabled: ['flag-zero-is-on'],
  startup: ['serves-everywhere'],
  headers: ['invalid-traceparent-answers-400'],
  api: ['create-without-state'],
} as const;

const HEAD = `| family | defect of the mock | curl | Schemathesis, \`ignored_auth\` | Schemathesis, all checks | \`--url\` | \`--command\` |
| --- | --- | --- | --- | --- | --- | --- |`;

/** Three tools run at the same time, since each waits half of its time. */
const limit = pLimit(3);

/** A Markdown table of the defects that each tool finds, its false positives, and the number of its requests. */
export async function defectTable(): Promise<string> {
  const [ours, theirs, script] = await Promise.all([
    Promise.all([limit(byUrl), limit(byCommand)]),
    limit(schemathesis),
    limit(curl),
  ]);
  const names = Object.entries(DEFECTS).flatMap(([family, list]) => list.map((name) => ({ family, name })));
  const rows = await Promise.all(names.map(({ family, name }) => defectRow(family, name, theirs)));
  const auth = theirs.complaints.filter(isAuth).length;
  const alarms = [
    script.complaints.length,
    auth,
    theirs.complaints.length,
    ...ours.map((one) => one.complaints.length),
  ];
  const requests = [script, theirs, theirs, ...ours].map((one) => rounded(one.requests));
  return [
    HEAD,
    ...rows,
    row('', 'complaints about the mock without a defect', ...alarms.map(String)),
    row('', 'requests sent to it', ...requests),
  ].join('\n');
}

async function defectRow(family: string, name: string, usual: Found): Promise<string> {
  const inApi = family === 'api' ? ['--profile', 'api'] : undefined;
  const [script, theirs, url, command, urlInApi, commandInApi] = await Promise.all([
    limit(curl, name),
    limit(schemathesis, name),
    limit(byUrl, name),
    // One family of checks is enough to find the defect, and faster. Only a full run can show that nothing is found.
    limit(byCommand, name, ...(inApi ? [] : ['--only', `${family}/*`])),
    inApi && limit(byUrl, name, ...inApi),
    inApi && limit(byCommand, name, ...inApi),
  ]);
  const complaints = theirs.complaints.filter((complaint) => !usual.complaints.includes(complaint));
  const others = [script.complaints, complaints.filter(isAuth), complaints].map((list) => mark(list.length > 0));
  return row(
    family,
    `\`${name}\`: ${findMutant(name)?.defect}`,
    ...others,
    own(url, urlInApi),
    own(command, commandInApi),
  );
}

/** The findings of this suite by default, or with the profile `api` if requested. */
function own(found: Found, inApi: Found | undefined): string {
  if (found.complaints.length === 0 && inApi && inApi.complaints.length > 0) return 'with `--profile api`';
  return mark(found.complaints.length > 0);
}

const isAuth = (complaint: string) => complaint.startsWith('IgnoredAuth ');
const mark = (found: boolean) => (found ? 'found' : '-');
const row = (...cells: string[]) => `| ${cells.join(' | ')} |`;

/** Rounds large numbers to hundreds, because they vary between runs. */
function rounded(requests: number): string {
  return requests < 100 ? String(requests) : `about ${(Math.round(requests / 100) * 100).toLocaleString('en')}`;
}
