// The GitHub Action that uploads policies (clients C1), under the real names, and Microsoft's starter pack.
import { it } from 'node:test';
import { networkNamespaceError, runInNetworkNamespace } from '../network-namespace.mjs';

const inside = process.env.PRIVATE_NAMESPACE;
const missing = process.env.STARTERPACK ? inside ? undefined : networkNamespaceError() : 'STARTERPACK is not set';
if (missing && !(process.env.CI && process.env.STARTERPACK)) {
  it('the deployment action uploads the starter pack', { skip: missing }, () => {});
} else {
  await runInNetworkNamespace(['graph.microsoft.com', 'login.microsoftonline.com']);
  await import('./deployment-action.mjs');
}
