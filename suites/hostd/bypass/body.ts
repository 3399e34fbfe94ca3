import { line, type Variant } from '../../lib/bypass.ts';
import { createRequest } from '../../lib/requests.ts';
import { bypass } from './lib/bypass.ts';

export default bypass({
  id: 'bypass/body',
  title: 'No size, type or framing of the body bypasses the key check.',
  fix: 'Check the key before you look at the body.',
  variants: [
    { name: 'a body of 1 MiB', request: { ...createRequest, body: `{"padding":"${'x'.repeat(1024 * 1024)}"}` } },
    { name: 'a chunked body', request: { ...createRequest, framing: 'chunked' } },
    { name: 'a template', request: { ...createRequest, body: '{"template":"default","persistent":true}' } },
    { name: 'no body', request: { ...createRequest, headers: [], body: '' } },
    ...['text/plain', 'multipart/form-data; boundary=x', 'application/octet-stream', 'application/grpc'].map(
      (type): Variant => ({ name: type, request: { ...createRequest, headers: [line('Content-Type', type)] } }),
    ),
  ],
});
