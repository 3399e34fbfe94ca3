import { unauthorizedText } from '../../src/contract/contract.ts';
import { bearerToken } from '../core/auth.ts';
import { failure, json } from '../protocol/message.ts';
import { type Defect, mutant } from './mutant.ts';
import { means, protectedOperations, refused } from './tools.ts';

const openOperations: readonly Defect[] = protectedOperations.flatMap((id) => [
  mutant(`${id}-open`, `${id} asks for no key.`, (b) => ({ enforces: (call) => b.enforces(call) && !means(call, id) })),
  mutant(`${id}-takes-any-key`, `${id} asks for a key and takes any.`, (b) => ({
    accepts: (key, call) => means(call, id) || b.accepts(key, call),
  })),
]);

/** What a 401 looks like. */
export const unauthorizedMutants: readonly Defect[] = [
  ...openOperations,
  mutant('no-gate', 'No request ever needs a key.', () => ({ enforces: () => false })),
  mutant('missing-text-changed', 'The text for a missing key says something else.', (b) => ({
    unauthorized: (reason, call) =>
      reason === 'missing' ? failure(401, 'missing api key') : b.unauthorized(reason, call),
  })),
  mutant('missing-text-escaped', 'The text for a missing key has its angle brackets escaped for HTML.', () =>
    refused((answer) => ({ ...answer, body: String(answer.body).replace('<key>', '&lt;key&gt;') })),
  ),
  mutant('invalid-text-changed', 'The text for a wrong key begins with a capital letter.', (b) => ({
    unauthorized: (reason, call) =>
      reason === 'invalid' ? failure(401, 'Invalid API key') : b.unauthorized(reason, call),
  })),
  mutant('texts-swapped', 'The two texts of a 401 are exchanged.', (b) => ({
    unauthorized: (reason, call) => b.unauthorized(reason === 'missing' ? 'invalid' : 'missing', call),
  })),
  mutant('always-invalid-text', 'A missing key is called invalid.', (b) => ({
    unauthorized: (_, call) => b.unauthorized('invalid', call),
  })),
  mutant('always-missing-text', 'A wrong key is called missing.', (b) => ({
    unauthorized: (_, call) => b.unauthorized('missing', call),
  })),
  mutant('destroy-refuses-in-other-words', 'Only the 401 of destroySandbox has another text.', () =>
    refused((answer, call) => (means(call, 'destroySandbox') ? failure(401, 'unauthorized') : answer)),
  ),
  mutant('other-scheme-says-invalid', 'A scheme other than Bearer is reported as an invalid key.', (b) => ({
    unauthorized: (reason, call) => b.unauthorized(call.header('authorization') ? 'invalid' : reason, call),
  })),
  mutant('other-scheme-answers-400', 'A scheme other than Bearer is a 400.', (b) => ({
    unauthorized: (reason, call) =>
      reason === 'missing' && call.header('authorization') ? failure(400, 'bad scheme') : b.unauthorized(reason, call),
  })),
  mutant('missing-key-answers-403', 'A missing key is a 403.', () => ({
    unauthorized: (reason) => failure(reason === 'missing' ? 403 : 401, unauthorizedText[reason]),
  })),
  mutant('wrong-key-answers-403', 'A wrong key is a 403.', () => ({
    unauthorized: (reason) => failure(reason === 'invalid' ? 403 : 401, unauthorizedText[reason]),
  })),
  mutant('refusal-answers-200', 'A refusal has the right body and status 200.', () =>
    refused((answer) => ({ ...answer, status: 200 })),
  ),
  mutant('refusal-answers-404', 'A refusal hides as 404.', () => refused(() => failure(404, 'no such route'))),
  mutant('refusal-without-body', 'A 401 has no body.', () => refused((answer) => ({ ...answer, body: '' }))),
  mutant('refusal-is-plain-text', 'A 401 is text/plain.', () =>
    refused((answer) => ({ ...answer, headers: { ...answer.headers, 'content-type': 'text/plain' } })),
  ),
  mutant('refusal-without-content-type', 'A 401 has no content type.', () =>
    refused((answer) => ({ ...answer, headers: { 'www-authenticate': 'Bearer' } })),
  ),
  mutant('refusal-is-bare-text', 'The body of a 401 is the text alone, not JSON.', () =>
    refused((answer) => ({ ...answer, body: JSON.parse(String(answer.body)).error })),
  ),
  mutant('refusal-under-message', 'The text of a 401 stands under "message".', () =>
    refused((answer) => ({ ...answer, body: String(answer.body).replace('"error"', '"message"') })),
  ),
  mutant('refusal-has-extra-member', 'The body of a 401 has a second member.', () => ({
    unauthorized: (reason) =>
      json(401, { error: unauthorizedText[reason], code: 401 }, { 'www-authenticate': 'Bearer' }),
  })),
  mutant('refusal-echoes-key', 'A 401 repeats the key that was sent in a header.', () =>
    refused((answer, call) => ({
      ...answer,
      headers: { ...answer.headers, 'x-received-key': encodeURI(bearerToken(call) ?? '') },
    })),
  ),
  mutant('refusal-without-challenge', 'A 401 has no WWW-Authenticate.', () =>
    refused((answer) => ({ ...answer, headers: { 'content-type': 'application/json' } })),
  ),
];
