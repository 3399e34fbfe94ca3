import type { Fleet } from '../model/fleet.ts';
import type { Report } from '../model/report.ts';
import type { PrettyOptions } from './reporters/pretty.ts';

/** Renders runs as text. Only terminal reporters use the options. */
type Render<Runs> = (runs: Runs, options: PrettyOptions) => Promise<string>;

/**
 * An output format. Every member is required: `undefined` means that the reporter cannot compare runs or render a
 * fleet.
 */
export interface Reporter {
  /** Who or what reads the format, as Markdown for the table in README.md. */
  readonly summary: string;
  /** Renders a single run. */
  readonly render: Render<Report>;
  /** Renders several runs side by side. */
  readonly compare: Render<readonly [Report, ...Report[]]> | undefined;
  /** Renders a run with many targets. */
  readonly fleet: Render<Fleet> | undefined;
}

/** All reporters, by the name that `--reporter` takes. A renderer is imported on first use. */
export const reporters = {
  pretty: {
    summary: 'people at a terminal, or reading a log; the default',
    render: async (report, options) => (await import('./reporters/pretty.ts')).renderPretty(report, options),
    compare: async (reports, options) => (await import('./compare/pretty.ts')).renderPrettyComparison(reports, options),
    fleet: async (fleet, options) => (await import('./compare/fleet.ts')).renderPrettyFleet(fleet, options),
  },
  json: {
    summary:
      'programs; described by [a schema](schema/report.schema.json). Every other format can be rendered from it later',
    render: async (report) => (await import('./reporters/json.ts')).renderJson(report),
    compare: undefined,
    fleet: async (fleet) => (await import('./reporters/json.ts')).jsonText(fleet),
  },
  junit: {
    summary: 'the test views of CI systems',
    render: async (report) => (await import('./reporters/junit.ts')).renderJunit(report),
    compare: undefined,
    fleet: undefined,
  },
  html: {
    summary: 'people with a browser: one self-contained file to search, filter, print and attach to an issue',
    render: async (report) => (await import('./reporters/html.ts')).renderHtml(report),
    compare: async (reports) => (await import('./compare/html.ts')).renderHtmlComparison(reports),
    fleet: async (fleet) => (await import('./compare/fleet.ts')).renderHtmlFleet(fleet),
  },
  markdown: {
    summary: '`$GITHUB_STEP_SUMMARY` and comments: never longer than GitHub accepts',
    render: async (report) => (await import('./reporters/markdown.ts')).renderMarkdown(report),
    compare: async (reports) => (await import('./compare/markdown.ts')).renderMarkdownComparison(reports),
    fleet: async (fleet) => (await import('./compare/fleet.ts')).renderMarkdownFleet(fleet),
  },
  github: {
    summary: 'annotations of a GitHub workflow, which GitHub reads from the log',
    render: async (report) => (await import('./reporters/github.ts')).renderGithub(report),
    compare: undefined,
    fleet: undefined,
  },
  tap: {
    summary: 'TAP 14 consumers',
    render: async (report) => (await import('./reporters/tap.ts')).renderTap(report),
    compare: undefined,
    fleet: undefined,
  },
  sarif: {
    summary: 'code scanning',
    render: async (report) => (await import('./reporters/sarif.ts')).renderSarif(report),
    compare: undefined,
    fleet: undefined,
  },
  rules: {
    summary: 'the [page of the rules](docs/rules.md), with the verdict of your hostd on each rule',
    render: async (report) => (await import('./reporters/rules.ts')).renderRules(report),
    compare: undefined,
    fleet: undefined,
  },
  badge: {
    summary: 'the [endpoint badge](https://shields.io/badges/endpoint-badge) of shields.io',
    render: async (report) => (await import('./reporters/badge.ts')).renderBadge(report),
    compare: undefined,
    fleet: undefined,
  },
} satisfies Readonly<Record<string, Reporter>>;

export type ReporterName = keyof typeof reporters;

/** The reporter of that name. */
export function reporterOf(name: ReporterName): Reporter {
  return reporters[name];
}
