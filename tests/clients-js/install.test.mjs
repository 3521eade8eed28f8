// Runs the commands of docs/install.md: packs the tool, installs it into an empty folder and uses it.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startServer } from './server.mjs';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));
const page = await readFile(`${root}docs/install.md`, 'utf8');
const [pack, install, validate] = [...page.matchAll(/^```bash\n(.*?)^```$/gms)].map(match => match[1]);

const folder = await mkdtemp(join(tmpdir(), 'install-'));
after(() => rm(folder, { recursive: true, force: true }));
const runBlock = async block => (await run('bash', ['-eu', '-c', block.replaceAll('artifacts/tool', `${folder}/tool`)], { cwd: root })).stdout;

before(async () => {
  await runBlock(pack);
  await runBlock(install);
});

test('the installed tool validates the example policies', async () => {
  assert.match(await runBlock(validate), /3 policies, 3 accepted, 0 refused/);
});

test('the installed tool starts the server, which accepts a policy', async () => {
  process.env.MOCKSERVER_EXE = `${folder}/tool/trustframework-mock`;
  const server = await startServer();
  try {
    const response = await fetch(`${server.url}/beta/trustFramework/policies/B2C_1A_Hello/$value`, {
      method: 'PUT',
      headers: { authorization: 'Bearer Policy.ReadWrite.TrustFramework', 'content-type': 'application/xml' },
      body: '<TrustFrameworkPolicy xmlns="http://schemas.microsoft.com/online/cpim/schemas/2013/06" PolicySchemaVersion="0.3.0.0" '
        + 'TenantId="contoso.onmicrosoft.com" PolicyId="B2C_1A_Hello" />',
    });
    assert.equal(response.status, 201);
  } finally {
    await server.stop();
  }
});

test('the package has the version of the build and contains README, the license and all files that README links to', async () => {
  const [version] = (await readFile(`${root}Directory.Build.props`, 'utf8')).match(/(?<=<VersionPrefix>)[^<]+/);
  const [store] = await readdir(`${folder}/tool/.store/trustframework.mockserver`);
  assert.equal(store, version);
  const inside = `${folder}/tool/.store/trustframework.mockserver/${version}/trustframework.mockserver/${version}`;

  const readme = await readFile(`${inside}/README.md`, 'utf8');
  const links = [...readme.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(match => match[1]);
  assert.ok(links.includes('LICENSE'));
  assert.deepEqual(links.filter(link => !existsSync(join(inside, link))), []);
});
