// Unmodified clients: no base URL, no authority, no option. The names point here, and the CA is trusted; that is all.
import { it } from 'node:test';
import { inNamespace, namespaceMissing } from '../namespace.mjs';

const Names = [
  'graph.microsoft.com', 'login.microsoftonline.com', 'graph.microsoft.us', 'login.microsoftonline.us', 'unrelated.example',
];

const missing = process.env.PRIVATE_NAMESPACE ? undefined : namespaceMissing();
if (missing && !process.env.CI) {
  it('unmodified clients reach the server under the real names', { skip: missing }, () => {});
} else {
  await inNamespace(Names);
  await import('./unmodified.mjs');
}
