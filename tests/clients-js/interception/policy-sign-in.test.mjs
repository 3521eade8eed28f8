// Unmodified clients sign in through a policy at {tenant}.b2clogin.com. The real names resolve to the server, and the clients trust its CA.
import { it } from 'node:test';
import { networkNamespaceError, runInNetworkNamespace } from '../network-namespace.mjs';

const missing = process.env.PRIVATE_NAMESPACE ? undefined : networkNamespaceError();
if (missing && !process.env.CI) {
  it('unmodified clients sign in at b2clogin.com', { skip: missing }, () => {});
} else {
  await runInNetworkNamespace(['contoso.b2clogin.com', 'fabrikam.b2clogin.com', 'login.microsoftonline.com']);
  await import('./policy-sign-in.mjs');
}
