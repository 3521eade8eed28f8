// PowerShell with its own HTTP client and JSON serializer, from the NuGet package PowerShell.
import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { newCertificate } from '../certificates.mjs';
import { newTenant } from '../http.mjs';
import { examplePolicies, minimalPolicy } from '../policies.mjs';
import { run, skipReason, startInterceptingServer } from './programs.mjs';

const script = name => fileURLToPath(new URL(name, import.meta.url));

describe('PowerShell', { skip: skipReason('pwsh') }, () => {
  let server, certificate;
  before(async () => {
    certificate = await newCertificate();
    server = await startInterceptingServer();
    await writeFile(join(server.folder, 'client.pem'), certificate.cert);
    await writeFile(join(server.folder, 'client-key.pem'), certificate.key);
  });
  after(() => server?.stop());

  async function writePolicies(tenant) {
    const folder = join(server.folder, tenant);
    await mkdir(folder);
    for (const { id, xml } of await examplePolicies(tenant))
      await writeFile(join(folder, `${id.replace('B2C_1A_Example_', '')}.xml`), xml);
    await writeFile(join(folder, 'NoBase.xml'), minimalPolicy(tenant, 'B2C_1A_NoBase', 'B2C_1A_Missing'));
    return folder;
  }

  const expectedOutput = tenant => `${tenant} IdentityExperienceFramework
missing: 400 AADB2C90073
B2C_1A_TokenSigningKeyContainer RSA sig True
B2C_1A_TokenEncryptionKeyContainer RSA enc True
B2C_1A_FacebookSecret oct sig True
B2C_1A_TokenSigningKeyContainer RSA sig True
B2C_1A_Example_Base Created
B2C_1A_Example_Extensions Created
B2C_1A_Example_SignUpOrSignIn Created
B2C_1A_Example_Base Updated
B2C_1A_Example_Extensions Updated
B2C_1A_Example_SignUpOrSignIn Updated
B2C_1A_NoBase 400 Validation failed: 1 validation error(s) found in policy "B2C_1A_NOBASE" of tenant "${tenant}".`;

  const exportedAndRemoved = `
B2C_1A_Example_SignUpOrSignIn is unchanged: True
B2C_1A_Example_SignUpOrSignIn 204
`;

  it('at localhost, as an application: the requests of IEFPolicies create keys with times, and upload, export and remove policies', async () => {
    const tenant = newTenant();
    const { stdout } = await run(
      'pwsh', ['-File', script('ief-policies.ps1'), '-Login', server.origin, '-Graph', server.origin, '-Tenant', tenant, '-Folder', await writePolicies(tenant)], server.local);

    assert.ok(stdout.startsWith(expectedOutput(tenant)), stdout);
    assert.ok(stdout.endsWith(exportedAndRemoved), stdout);
  });

  it('by HTTPS_PROXY, under the real names, with a device code: the same requests succeed', async () => {
    const tenant = newTenant();
    const { stdout } = await run(
      'pwsh', ['-File', script('ief-policies.ps1'), '-Tenant', tenant, '-Folder', await writePolicies(tenant), '-DeviceCode'], server.proxied);

    const [prompt, ...rest] = stdout.split('\n');
    assert.match(prompt, /^To sign in, use a web browser to open the page https:\/\/login\.microsoftonline\.com\/\S+ and enter the code \w+ to authenticate\.$/);
    assert.ok(rest.join('\n').startsWith(expectedOutput(tenant)), stdout);
    assert.ok(stdout.endsWith(exportedAndRemoved), stdout);
  });

  it('an assertion that PowerShell writes and signs with a certificate is accepted', async () => {
    const strict = await startInterceptingServer(
      '--MockServer:Auth=strict', `--MockServer:Clients:certificate-app:Certificate=${join(server.folder, 'client.pem')}`);
    try {
      const { stdout } = await run('pwsh', [
        '-File', script('client-assertion.ps1'), '-Server', strict.origin, '-Tenant', newTenant(),
        '-CertificateFile', join(server.folder, 'client.pem'), '-KeyFile', join(server.folder, 'client-key.pem'),
      ], strict.local);
      assert.equal(stdout, '200\n');
    } finally {
      await strict.stop();
    }
  });
});
