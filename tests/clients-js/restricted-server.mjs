import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newCertificate } from './certificates.mjs';
import { startTrustedServer } from './trusted-server.mjs';

export const Scope = 'https://graph.microsoft.com/.default';
export const Delegated = 'https://graph.microsoft.com/Policy.ReadWrite.TrustFramework';

/**
 * Starts a server in mode strict with these clients and users only. Device codes are approved at the page. The certificate is registered for
 * "certificate-app"; `file` contains it together with its key, the format that @azure/identity requires.
 */
export async function startRestrictedServer(...args) {
  const folder = await mkdtemp(join(tmpdir(), 'restricted-server-'));
  const certificate = await newCertificate();
  const file = join(folder, 'certificate-and-key.pem');
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

/** The message that MSAL creates from an error of the login service; @azure/identity includes it in its own message. */
export const msalErrorPattern = (error, code) => new RegExp(
  `${error}: Error\\(s\\): ${code} - Timestamp: \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\dZ - Description: AADSTS${code}: .+`
  + ' - Correlation ID: [0-9a-f-]{36} - Trace ID: [0-9a-f-]{36}', 's');

/** The permissions of a delegated token, without openid, profile, email and offline_access. */
export const permissions = token => claims(token).scp.split(' ').filter(name => !['openid', 'profile', 'email', 'offline_access'].includes(name));

export const claims = token => JSON.parse(Buffer.from(token.split('.')[1], 'base64url'));
