import { unauthorizedText } from '../../src/contract/contract.ts';
import { bearerToken } from '../core/auth.ts';
import { failure, json } from '../protocol/message.ts';
import { type Defect, mutant } from './mutant.ts';
import { isCallOf, protectedOperations, refused } from './tools.ts';

const openOperations: readonly Defect[] = protectedOperations.flatMap((id) => [
  mutant(`${id}-open`, `${id} requires no key.`, (b) => ({
    enforces: (call) => b.enforces(call) && !isCallOf(call, id),
  })),
  mutant(`${id}-takes-any-key`, `${id} requires a key but accepts any.`, (b) => ({
    accepts: (key, call) => isCallOf(call, id) || b.accepts(key, call),
  })),
]);

/** Mutants that change the 401 response, or do not send it. */
export const unauthorizedMutants: readonly Defect[] = [
  ...openOperations,
  mutant('no-gate', 'No request requires a key.', () => ({ enforces: () => false })),
  mutant('missing-text-changed', 'The error text for a missing key is different.', (b) => ({
    unauthorized: (reason, call) =>
      reason === 'missing' ? failure(401, 'missing api key') : b.unauthorized(reason, call),
  })),
  mutant('missing-text-escaped', 'The angle brackets in the error text for a missing key are escaped for HTML.', () =>
    refused((response) => ({ ...response, body: String(response.body).replace('<key>', '&lt;key&gt;') })),
  ),
  mutant('invalid-text-changed', 'The error text for a wrong key starts with a capital letter.', (b) => ({
    unauthorized: (reason, call) =>
      reason === 'invalid' ? failure(401, 'Invalid API key') : b.unauthorized(reason, call),
  })),
  mutant('texts-swapped', 'The error texts for a missing key and a wrong key are swapped.', (b) => ({
    unauthorized: (reason, call) => b.unauthorized(reason === 'missing' ? 'invalid' : 'missing', call),
  })),
  mutant('always-invalid-text', 'A missing key is reported as invalid.', (b) => ({
    unauthorized: (_, call) => b.unauthorized('invalid', call),
  })),
  mutant('always-missing-text', 'A wrong key is reported as missing.', (b) => ({
    unauthorized: (_, call) => b.unauthorized('missing', call),
  })),
  mutant('destroy-refuses-in-other-words', 'The 401 response of destroySandbox has a different error text.', () =>
    refused((response, call) => (isCallOf(call, 'destroySandbox') ? failure(401, 'unauthorized') : response)),
  ),
  mutant('other-scheme-says-invalid', 'A scheme other than Bearer is reported as an invalid key.', (b) => ({
    unauthorized: (reason, call) => b.unauthorized(call.header('authorization') ? 'invalid' : reason, call),
  })),
  mutant('other-scheme-answers-400', 'A scheme other than Bearer causes a 400.', (b) => ({
    unauthorized: (reason, call) =>
      reason === 'missing' && call.header('authorization') ? failure(400, 'bad scheme') : b.unauthorized(reason, call),
  })),
  mutant('missing-key-answers-403', 'A missing key causes a 403.', () => ({
    unauthorized: (reason) => failure(reason === 'missing' ? 403 : 401, unauthorizedText[reason]),
  })),
  mutant('wrong-key-answers-403', 'A wrong key causes a 403.', () => ({
    unauthorized: (reason) => failure(reason === 'invalid' ? 403 : 401, unauthorizedText[reason]),
  })),
  mutant('refusal-answers-200', 'The 401 response has status 200 and the right body.', () =>
    refused((response) => ({ ...response, status: 200 })),
  ),
  mutant('refusal-answers-404', 'Requests are refused with 404 instead of 401.', () =>
    refused(() => failure(404, 'no such route')),
  ),
  mutant('refusal-without-body', 'The 401 response has no body.', () =>
    refused((response) => ({ ...response, body: '' })),
  ),
  mutant('refusal-is-plain-text', 'The 401 response has Content-Type text/plain.', () =>
    refused((response) => ({ ...response, headers: { ...response.headers, 'content-type': 'text/plain' } })),
  ),
  mutant('refusal-without-content-type', 'The 401 response has no Content-Type.', () =>
    refused((response) => ({ ...response, headers: { 'www-authenticate': 'Bearer' } })),
  ),
  mutant('refusal-is-bare-text', 'The body of the 401 response is plain text instead of JSON.', () =>
    refused((response) => ({ ...response, body: JSON.parse(String(response.body)).error })),
  ),
  mutant('refusal-under-message', 'The error text of the 401 response is in "message" instead of "error".', () =>
    refused((response) => ({ ...response, body: String(response.body).replace('"error"', '"message"') })),
  ),
  mutant('refusal-has-extra-member', 'The body of the 401 response has a second member.', () => ({
    unauthorized: (reason) =>
      json(401, { error: unauthorizedText[reason], code: 401 }, { 'www-authenticate': 'Bearer' }),
  })),
  mutant('refusal-echoes-key', 'The 401 response echoes the token in a header.', () =>
    refused((response, call) => ({
      ...response,
      headers: { ...response.headers, 'x-received-key': encodeURI(bearerToken(call) ?? '') },
    })),
  ),
  mutant('refusal-without-challenge', 'The 401 response has no WWW-Authenticate header.', () =>
    refused((response) => ({ ...response, headers: { 'content-type': 'application/json' } })),
  ),
];
