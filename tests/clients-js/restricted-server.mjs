import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newCertificate } from './certificates.mjs';
import { startTrustedServer } from './trusted.mjs';

export const Scope = 'https://graph.microsoft.com/.default';
export const Delegated = 'https://graph.microsoft.com/Policy.ReadWrite.TrustFramework';

/**
 * A strict server with these clients and users and no other; devices wait for somebody at the page. The certificate is registered for
 * "certificate-app", and there as `file` with its key, as Azure's library wants it.
 */
export async function startClosedServer(...args) {
  const folder = await mkdtemp(join(tmpdir(), 'closed-'));
  const certificate = await newCertificate();
  const file = join(folder, 'both.pem');
  await writeFile(file, certificate.key + certificate.cert);
  await writeFile(join(folder, 'cert.pem'), certificate.cert);
  const server = await startTrustedServer(
    '--MockServer:Clients:secret-app:Secret=right',
    '--MockServer:Clients:reader-app:Secret=right', '--MockServer:Clients:reader-app:Permissions=Policy.Read.All',
    `--MockServer:Clients:certificate-app:Certificate=${join(folder, 'cert.pem')}`,
    '--MockServer:Clients:federated-app:FederatedSubject=repo:contoso/policies:ref:refs/heads/main',
    '--MockServer:Clients:public-app:DisplayName=Public', '--MockServer:Clients:public-app:RedirectUris:0=http://localhost:1234/back',
    '--MockServer:Users:anna:Password=right', '--MockServer:Users:anna:Roles=Global Administrator',
    '--MockServer:DeviceCode=page', '--MockServer:Auth=strict',
    ...args);
  return {
    ...server, certificate, file,
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** How MSAL prints a refusal of the login service, alone or within what Azure's library says; each part is read from the body. */
export const printed = (error, code) => new RegExp(
  `${error}: Error\\(s\\): ${code} - Timestamp: \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\dZ - Description: AADSTS${code}: .+`
  + ' - Correlation ID: [0-9a-f-]{36} - Trace ID: [0-9a-f-]{36}', 's');

/** The permissions of a user's token. The service names openid and the like among them. */
export const permissions = token => claims(token).scp.split(' ').filter(name => !['openid', 'profile', 'email', 'offline_access'].includes(name));

export const claims = token => JSON.parse(Buffer.from(token.split('.')[1], 'base64url'));
