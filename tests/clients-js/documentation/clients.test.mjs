// How clients are told where the server is and whom to trust.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { freePorts, startServer, unset } from '../server.mjs';
import { argumentsOf, assertPrinted, here, openPage, paste, root } from './page.mjs';

const folder = await mkdtemp(join(tmpdir(), 'pages-'));
after(() => rm(folder, { recursive: true, force: true }));
const server = await startServer(`--MockServer:DataFolder=${folder}`);
after(() => server.stop());

const clients = await openPage('docs/clients.md');
const https = await openPage('docs/https.md');

test('curl gets a token and a list over HTTPS', async () => {
  assert.ok(Array.isArray(JSON.parse(await paste(clients.take('bash', 'curl'), server)).value));
});

test('the program for Node uploads a policy', async () => {
  // Beside the libraries.
  const program = fileURLToPath(new URL(`../pasted-${process.pid}.mjs`, import.meta.url));
  const ca = join(folder, 'mock-ca.pem');
  await writeFile(ca, await (await fetch(`${server.url}/_mock/ca.pem`)).text());
  try {
    await writeFile(program, here(clients.take('js', 'Node'), server));
    const { stdout } = await promisify(execFile)('node', [program], { env: { ...process.env, NODE_TEST_CONTEXT: undefined, NODE_EXTRA_CA_CERTS: ca } });
    assert.match(stdout, /{ id: 'B2C_1A_Hello' }/);
  } finally {
    await rm(program, { force: true });
  }
});

test('the C# is what TrustTests holds against a program that ran', async () => {
  assert.match(clients.take('csharp', '.NET'), /GraphServiceClient/);

  assert.match(await readFile(`${root}tests/TrustFramework.MockServer.ClientTests/Hosting/TrustTests.cs`, 'utf8'), /"docs", "clients\.md"/);
});

test('the lines for the shell are assignments, and name the CA that the server has', async () => {
  const env = { ...unset(), MockServer__DataFolder: folder };

  const lines = await paste(https.take('bash', 'HTTPS'), server, { env });

  assertPrinted(https.take('text', 'HTTPS'), lines);
  const named = await paste(`eval "${lines.replace(/["$`\\]/g, '\\$&')}"; cat "$NODE_EXTRA_CA_CERTS"`, server, { env });
  assert.equal(named.trim(), (await (await fetch(`${server.url}/_mock/ca.pem`)).text()).trim());
});

for (const [page, heading] of [[https, 'Interception'], [clients, '.NET']]) {
  test(`with the arguments under "${heading}" the real names are answered through the proxy`, async () => {
    const [proxy] = await freePorts(1);
    // Last, since port 443 and 8888 may be somebody else's here.
    const real = await startServer(
      ...await argumentsOf(page.take('sh', heading)),
      `--MockServer:DataFolder=${folder}`, '--MockServer:InterceptPort=0', `--MockServer:ProxyPort=${proxy}`);
    try {
      const { stdout } = await promisify(execFile)('curl', [
        '-sS', '-q', '--proxy', `http://127.0.0.1:${proxy}`, '--cacert', join(folder, 'intercept', 'ca.pem'),
        'https://graph.microsoft.com/beta/trustFramework/policies', '-H', 'Authorization: Bearer Policy.Read.All',
      ]);
      assert.deepEqual(JSON.parse(stdout).value, []);
    } finally {
      await real.stop();
    }
  });
}

test('nothing is left', () => {
  assert.deepEqual([clients, https].flatMap(page => page.left()), []);
});
