import { check, checkEach, checkOperations } from '../../src/checks/check.ts';
import type { ConfigurationName } from '../../src/checks/configurations.ts';
import type { Trial } from '../../src/checks/trial.ts';
import { DISABLED, FLAG_OFF } from '../lib/configurations.ts';
import { discriminates } from '../lib/controls.ts';
import { created, sameStatus, served, status } from '../lib/expectations.ts';
import { isLoud, normalized, speaksOfAuth } from '../lib/log-lines.ts';
import { createRequest, exec, requestFor, WRONG, withHeader, withKey } from '../lib/requests.ts';

const named = DISABLED.map((name) => ({ name }));

/** Lines that a start prints when the flag is set, and that starts without it do not print. */
interface News {
  /** To its very end. */
  readonly all: readonly string[];
  /** Before it was told to end. */
  readonly early: readonly string[];
}

/** Skips where no start prints anything: then the log goes elsewhere, and a warning cannot be seen. */
async function newLines(t: Trial, name: ConfigurationName): Promise<News> {
  const others = await Promise.all([...usualStarts(name), 'dev' as const].map((usual) => t.quietRun(usual)));
  const usual = new Set(others.flatMap(({ output }) => output.lines.map(normalized)));
  const isNew = (line: string) => !usual.has(normalized(line));
  const { output, early } = await t.quietRun(name, (line) => isNew(line) && speaksOfAuth(line));
  if ([output, ...others.map((other) => other.output)].every(({ lines }) => lines.length === 0))
    t.skip('no start prints anything to stdout or stderr: the log goes elsewhere');
  return { all: output.lines.filter(isNew), early: early.filter(isNew) };
}

/** Starts with keys and without the flag, else like `name`: what they print is not about the flag. */
function usualStarts(name: ConfigurationName): readonly ConfigurationName[] {
  if (name === 'disabled-json') return ['json-logs'];
  return name.startsWith('disabled-any') ? ['enforced', 'enforced-any'] : ['enforced'];
}

export const disabledChecks = [
  check({
    id: 'disabled/starts',
    level: 'must',
    rule: 'auth/disable-flag',
    title: 'With PODFLARE_AUTH_DISABLED=1 hostd starts, with and without keys, on loopback and elsewhere.',
    why: 'The flag is the documented way to run behind another gate; a refusal breaks such set-ups.',
    fix: 'Let the flag win over the keys and over the rule for addresses that are not loopback.',
    on: DISABLED,
    needsLaunch: true,
    judgesStart: true,
    async run(t) {
      await t.expect(createRequest, created);
      await discriminates(t);
    },
  }),
  checkOperations({
    id: 'disabled/no-key',
    level: 'must',
    rule: 'auth/disable-flag',
    title: 'With auth disabled every operation is served without a key.',
    why: 'The flag bypasses auth entirely, keys or not.',
    fix: 'Take the decision once, at the start, for all routes.',
    on: DISABLED,
    async run(t, operation) {
      await discriminates(t);
      await t.expect(requestFor(operation), served(operation));
    },
  }),
  checkOperations({
    id: 'disabled/any-key',
    level: 'must',
    rule: 'auth/disable-flag',
    title: 'With auth disabled every operation is served with any key and with any Authorization header.',
    why: 'Clients behind another gate may send credentials of that gate.',
    fix: 'With auth off, do not look at the header at all.',
    on: DISABLED,
    async run(t, operation) {
      const request = requestFor(operation);
      await discriminates(t);
      await t.expect(withKey(request, WRONG), served(operation));
      const plain = await t.control(request, served(operation));
      for (const value of ['Basic dTpw', 'Bearer', '', 'Whatever 1234'])
        await t.expect(withHeader(request, 'Authorization', value), sameStatus(plain, 'as without the header'));
      for (const key of t.keys.slice(0, 1)) await t.expect(withKey(request, key), served(operation));
    },
  }),
  checkEach(named, {
    id: 'disabled/warning',
    level: 'must',
    rule: 'auth/disable-warning',
    title: 'With auth disabled hostd prints something that no other start prints.',
    why: 'An open server that looks like any other is found by attackers before it is found by its owner.',
    fix: 'Log at the start that auth is off, and only then; flush it.',
    on: 'launch',
    async run(t, { name }) {
      const { all } = await newLines(t, name);
      if (all.length === 0) t.fail('a line on stdout or stderr that starts without the flag do not print', 'none');
    },
  }),
  checkEach(named, {
    id: 'disabled/loud',
    level: 'should',
    rule: 'auth/disable-warning-loud',
    title: 'The warning that auth is disabled is loud: it speaks of auth, at warn level or made to be seen.',
    why: 'The page calls for a loud warning; an info line drowns.',
    fix: 'Log at warn level that auth is off.',
    on: 'launch',
    async run(t, { name }) {
      const { all } = await newLines(t, name);
      if (all.length === 0) t.skip('there is no warning; see disabled/warning');
      if (!all.some(speaksOfAuth)) t.fail('a line about auth, keys, access or security', all.join('\n'));
      if (!all.some(isLoud)) t.fail('the word WARN, capitals or another sign of alarm', all.join('\n'));
    },
  }),
  checkEach(named, {
    id: 'disabled/warning-in-time',
    level: 'should',
    rule: 'auth/disable-warning-loud',
    title: 'The warning that auth is disabled is printed at the start, not when hostd ends.',
    why: 'A line that waits in a buffer is read when the open server is gone.',
    fix: 'Flush the log after the warning, or write it to stderr.',
    on: 'launch',
    async run(t, { name }) {
      const { all, early } = await newLines(t, name);
      if (all.length === 0) t.skip('there is no warning; see disabled/warning');
      if (early.length === 0) t.fail('the warning within a second of the first response', 'it came at the end');
    },
  }),
  check({
    id: 'disabled/flag-off',
    level: 'must',
    rule: 'auth/disable-flag-off',
    title: 'PODFLARE_AUTH_DISABLED set to 0, to false or to nothing does not disable auth.',
    why: 'Whoever writes 0 means no; a server that only asks whether the variable is there is wide open.',
    fix: 'Compare the value with 1 (and true, if you like); take everything else for no.',
    on: FLAG_OFF,
    needsLaunch: true,
    async run(t) {
      await t.control(withKey(requestFor(exec), t.key), served(exec));
      await t.expect(createRequest, status(401));
      await t.expect(withKey(createRequest, WRONG), status(401));
    },
  }),
  check({
    id: 'disabled/flag-words',
    level: 'should',
    rule: 'auth/disable-flag-off',
    title: 'PODFLARE_AUTH_DISABLED set to False, no or off does not disable auth.',
    why: 'Templates and people write them and mean no.',
    fix: 'Compare the value with 1 (and true, if you like); take everything else for no.',
    on: ['flag-upper-false', 'flag-no', 'flag-off'],
    needsLaunch: true,
    async run(t) {
      await t.control(withKey(requestFor(exec), t.key), served(exec));
      await t.expect(createRequest, status(401));
    },
  }),
  check({
    id: 'disabled/warning-json',
    level: 'should',
    rule: 'auth/disable-warning',
    title: 'The warning that auth is disabled is there with logs as JSON, too.',
    why: 'It is how production logs.',
    fix: 'Write the warning through the logger.',
    on: 'launch',
    async run(t) {
      const { all } = await newLines(t, 'disabled-json');
      if (!all.some(speaksOfAuth)) t.fail('a line about auth on stdout or stderr', all.join('\n') || 'none');
    },
  }),
  check({
    id: 'disabled/flag-true',
    level: 'may',
    rule: 'auth/disable-flag-true',
    title: 'PODFLARE_AUTH_DISABLED=true disables auth.',
    why: 'The page shows a boolean and the value 1; whether true counts is left open, and both answers are legal.',
    fix: 'Say in your documentation which values you accept.',
    on: ['flag-true'],
    needsLaunch: true,
    async run(t) {
      await discriminates(t);
      await t.expect(createRequest, created);
    },
  }),
];
