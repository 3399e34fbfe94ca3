import { describe, expect, test } from 'vitest';
import { parseTargets } from '../../src/fleet/targets.ts';

const parse = (text: string) => parseTargets(text, 't.txt');

describe('a file of targets', () => {
  test('has a target on each line, with its expectation and key source', () => {
    const text = [
      '\uFEFF# our pods',
      'http://10.0.0.1:7070 env:POD_A   # the first',
      '',
      'https://b.example\topen',
      '  http://[::1]:7070/ file:/run/keys#1 enforced\r',
    ].join('\n');
    expect(parse(text)).toEqual([
      { url: 'http://10.0.0.1:7070', expect: 'enforced', key: { env: 'POD_A' }, place: 't.txt, line 2' },
      { url: 'https://b.example', expect: 'open', place: 't.txt, line 4' },
      { url: 'http://[::1]:7070', expect: 'enforced', key: { file: '/run/keys#1' }, place: 't.txt, line 5' },
    ]);
  });

  test.each([
    ['', 't.txt lists no target'],
    ['# nothing\n\n', 't.txt lists no target'],
    ['\nhttp://a:1', 't.txt, line 2: http://a:1 needs a key: env:NAME or file:PATH'],
    ['http://a:1 open\nhttp://a:1/ open', 't.txt, line 2: http://a:1 is in t.txt, line 1 already'],
    ['http://a:1 open enforced', 't.txt, line 1, column 17: "enforced" follows "open"'],
    ['http://a:1 env:A file:b', 't.txt, line 1, column 18: a key is already given'],
    ['http://a:1 env:A-B', 't.txt, line 1, column 12: expected the name of a variable after env:'],
    ['http://a:1/v1 open', 't.txt, line 1, column 1: "http://a:1/...": hostd serves its routes at the root'],
    ['  http://u:p@a:1 open', 't.txt, line 1, column 3: the URL must not carry credentials'],
  ])('%j: one line that says where', (text, message) => {
    expect(() => parse(text)).toThrow(message);
  });

  test.each([
    'http://a:1 pk_live_4242424242',
    'pk_live_4242424242',
    'http://a:1 key:pk_live_4242424242',
    'http://a:1 env:pk_live-4242424242',
    'http://a:1 open,pk_live_4242424242',
    'http://u:pk_live_4242424242@a:1 open',
  ])('with a key in it is refused, and the key is not shown: %s', (text) => {
    expect(() => parse(text)).toThrow(/^t\.txt, line 1, column \d+: (?!.*4242)/);
  });
});
