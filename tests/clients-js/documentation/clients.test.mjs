// docs/clients.md and docs/https.md: how clients find the server and trust its CA.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { promisify } from 'node:util';
import { minimalPolicy } from '../policies.mjs';
import { freePorts, startServer, cleanEnvironment } from '../server.mjs';
import { run, skipReason, startInterceptingServer } from '../tools/programs.mjs';
import { argumentsOf, assertOutput, openPage, root, runBlock, runProgram, withServerAddresses } from './documentation-page.mjs';

const folder = await mkdtemp(join(tmpdir(), 'pages-'));
after(() => rm(folder, { recursive: true, force: true }));
const server = await startServer(`--MockServer:DataFolder=${folder}`);
after(() => server.stop());
const ca = join(folder, 'mock-ca.pem');
await writeFile(ca, await (await fetch(`${server.url}/_mock/ca.pem`)).text());

const clients = await openPage('docs/clients.md');
const https = await openPage('docs/https.md');

test('curl gets a token and a list over HTTPS', async () => {
  assert.ok(Array.isArray(JSON.parse(await runBlock(clients.take('bash', 'curl'), server)).value));
});

test('the program for Node uploads a policy', async () => {
  assert.match(await runProgram(clients.take('js', 'Node'), server, ca), /{ id: 'B2C_1A_Hello' }/);
});

// Taken even if a program is missing, so that the last test knows all blocks.
const blocks = {
  powershell: clients.take('powershell', 'PowerShell'), python: clients.take('python', 'Python'),
  azRest: clients.take('bash', 'Azure CLI'), azLogin: clients.take('bash', 'Azure CLI', 1),
};

test('the lines for PowerShell upload a policy', { skip: skipReason('pwsh') }, async () => {
  await mkdir(join(folder, 'policies'));
  await writeFile(join(folder, 'policies', 'Hello.xml'), minimalPolicy('contoso.onmicrosoft.com', 'B2C_1A_Hello'));
  const lines = `$ErrorActionPreference = 'Stop'; Set-Location '${folder}'\n${withServerAddresses(blocks.powershell, server)}`;

  assert.match((await run('pwsh', ['-Command', lines], { SSL_CERT_FILE: ca })).stdout, /TrustFrameworkPolicy/);
});

test('the program for Python uploads a policy', { skip: skipReason('python') }, async () => {
  const { stdout } = await run('python', ['-c', withServerAddresses(blocks.python, server)], { REQUESTS_CA_BUNDLE: ca });
  assert.match(stdout, /^20[01]\n$/);
});

test('the Azure CLI creates a key set without a login, and lists policies after az login', { skip: skipReason('az') }, async () => {
  const intercepting = await startInterceptingServer();
  try {
    const env = { ...cleanEnvironment(), AZURE_CONFIG_DIR: join(intercepting.folder, 'az') };
    const options = { cwd: intercepting.folder, env };
    assert.match(await runBlock(blocks.azRest, intercepting, options), /"id": "B2C_1A_FromAz"/);

    const output = await runBlock(blocks.azLogin.replace('http://127.0.0.1:8888', intercepting.proxied.HTTPS_PROXY), intercepting, options);
    assert.match(output, /"tenantId": "[0-9a-f-]{36}"/);
    assert.match(output, /"value": \[\]/);
  } finally {
    await intercepting.stop();
  }
});

test('TrustTests compares the C# block with a program that runs', async () => {
  assert.match(clients.take('csharp', '.NET'), /GraphServiceClient/);

  assert.match(await readFile(`${root}tests/TrustFramework.MockServer.ClientTests/Hosting/TrustTests.cs`, 'utf8'), /"docs", "clients\.md"/);
});

test('the shell lines assign variables that name the CA of the server', async () => {
  const env = { ...cleanEnvironment(), MockServer__DataFolder: folder };

  const lines = await runBlock(https.take('bash', 'HTTPS'), server, { env });

  assertOutput(https.take('text', 'HTTPS'), lines);
  const named = await runBlock(`eval "${lines.replace(/["$`\\]/g, '\\$&')}"; cat "$NODE_EXTRA_CA_CERTS"`, server, { env });
  assert.equal(named.trim(), (await (await fetch(`${server.url}/_mock/ca.pem`)).text()).trim());
});

for (const [page, heading] of [[https, 'Interception'], [clients, '.NET']]) {
  test(`with the arguments under "${heading}" the server answers for the real names through the proxy`, async () => {
    const [proxy] = await freePorts(1);
    // These arguments come last and win: ports 443 and 8888 may be in use on this machine.
    const intercepting = await startServer(
      ...await argumentsOf(page.take('sh', heading)),
      `--MockServer:DataFolder=${folder}`, '--MockServer:InterceptPort=0', `--MockServer:ProxyPort=${proxy}`);
    try {
      const { stdout } = await promisify(execFile)('curl', [
        '-sS', '-q', '--proxy', `http://127.0.0.1:${proxy}`, '--cacert', join(folder, 'intercept', 'ca.pem'),
        'https://graph.microsoft.com/beta/trustFramework/policies', '-H', 'Authorization: Bearer Policy.Read.All',
      ]);
      assert.deepEqual(JSON.parse(stdout).value, []);
    } finally {
      await intercepting.stop();
    }
  });
}

test('every block is used', () => {
  assert.deepEqual([clients, https].flatMap(page => page.unused()), []);
});
