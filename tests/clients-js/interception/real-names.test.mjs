// Unmodified clients without a base URL, an authority or any option. The real names resolve to the server, and the clients trust its CA.
import { it } from 'node:test';
import { networkNamespaceError, runInNetworkNamespace } from '../network-namespace.mjs';

const Names = [
  'graph.microsoft.com', 'login.microsoftonline.com', 'graph.microsoft.us', 'login.microsoftonline.us', 'unrelated.example',
];

const missing = process.env.PRIVATE_NAMESPACE ? undefined : networkNamespaceError();
if (missing && !process.env.CI) {
  it('unmodified clients reach the server under the real names', { skip: missing }, () => {});
} else {
  await runInNetworkNamespace(Names);
  await import('./unmodified.mjs');
}
