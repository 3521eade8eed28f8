// What people copy must work as it stands: the commands of README and the example test of docker/.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startServer } from './server.mjs';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));
const readme = await readFile(`${root}README.md`, 'utf8');

const folder = await mkdtemp(join(tmpdir(), 'examples-'));
after(() => rm(folder, { recursive: true, force: true }));
const empty = await startServer(`--MockServer:DataFolder=${folder}`);
after(() => empty.stop());
const seeded = await startServer(`--MockServer:Seed=${root}docker/seed`, '--MockServer:DefaultTenantDomain=contoso.onmicrosoft.com');
after(() => seeded.stop());

/** The blocks of a language, in the order of the page; those marked sh start or build something, and are not run. */
const blocksIn = language => [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map(match => match[1]);
const blocks = blocksIn('bash');

const here = text => text.replaceAll('http://localhost:8080', empty.url).replaceAll('https://localhost:8443', empty.origin);
const paste = async block => (await run('bash', ['-eu', '-c', here(block)], { cwd: root })).stdout;

test('the key of README is switched off', async () => {
  assert.equal(blocks.length, 9);
  assert.match(await paste(blocks[0]), /HTTP\/1\.1 204 No Content/);

  const keys = await fetch(`${empty.url}/beta/trustFramework/keySets/B2C_1A_TokenSigningKeyContainer`, {
    headers: { authorization: 'Bearer TrustFrameworkKeySet.Read.All' },
  });
  assert.deepEqual((await keys.json()).keys.map(key => key.status), ['disabled']);
});

test('the policies of README upload base first once their keys are there, a second time too', async () => {
  assert.deepEqual((await paste(blocks[1])).match(/ \d{3}$/gm), [' 201', ' 201', ' 201']);
  assert.deepEqual((await paste(blocks[1])).match(/ \d{3}$/gm), [' 200', ' 200', ' 200']);
});

test('the certificate of README becomes the key in use', async () => {
  const [, uploaded, active] = (await paste(blocks[2])).trim().split('\n').map(answer => JSON.parse(answer));

  assert.equal(active.kid, uploaded.kid);
  assert.equal(active.x5c.length, 1);
  assert.equal(active.d, null);
});

test('the token of README is one', async () => {
  assert.equal(JSON.parse(await paste(blocks[3])).access_token.split('.').length, 3);
});

test('curl of README gets a token and a list over HTTPS', async () => {
  assert.ok(Array.isArray(JSON.parse(await paste(blocks[4])).value));
});

test('the tenant of README is made, asked with its own token, and gone', async () => {
  assert.deepEqual(JSON.parse(await paste(blocks[5])).value, []);
});

test('the rule of README hits two uploads, and the third one passes', async () => {
  const made = JSON.parse(await paste(blocks[6]));
  const upload = async () => {
    const answer = await fetch(`${empty.url}/beta/trustFramework/policies/B2C_1A_Hit/$value`, {
      method: 'PUT', body: 'no policy', headers: { authorization: 'Bearer Policy.ReadWrite.TrustFramework', 'content-type': 'application/xml' },
    });
    return [answer.status, answer.headers.get('retry-after')];
  };

  assert.deepEqual([await upload(), await upload(), await upload()], [[429, '1'], [429, '1'], [400, null]]);

  const gone = await fetch(`${empty.url}/_mock/faults/${made.id}`, { method: 'DELETE' });
  assert.equal(gone.status, 204);
});

test('the journal of README has what was refused', async () => {
  const { entries } = JSON.parse(await paste(blocks[7]));

  assert.deepEqual(entries.slice(-3).map(entry => entry.status), [429, 429, 400]);
});

test('the expectations of README are met by its uploads', async () => {
  await fetch(`${empty.url}/_mock/tenants/default/journal`, { method: 'DELETE' });
  await paste(blocks[1]);

  const verified = JSON.parse(await paste(blocks[8]));

  assert.ok(verified.met, JSON.stringify(verified, null, 2));
});

test('the program of README for Node uploads a policy', async () => {
  const programs = blocksIn('js');
  assert.equal(programs.length, 1);
  // Beside this file, where the libraries are.
  const program = fileURLToPath(new URL(`readme-${process.pid}.mjs`, import.meta.url));
  const ca = join(folder, 'mock-ca.pem');
  await writeFile(ca, await (await fetch(`${empty.url}/_mock/ca.pem`)).text());
  try {
    await writeFile(program, here(programs[0]));
    const { stdout } = await run('node', [program], { env: { ...process.env, NODE_TEST_CONTEXT: undefined, NODE_EXTRA_CA_CERTS: ca } });
    assert.match(stdout, /{ id: 'B2C_1A_Hello' }/);
  } finally {
    await rm(program, { force: true });
  }
});

test('the example test of docker passes against a server with its seed', async () => {
  const { stdout } = await run('node', ['--test', '--test-reporter=tap', 'mockserver.test.mjs'], {
    cwd: `${root}docker/example-test`,
    // Without this the inner runner takes itself for a part of the outer one and counts nothing.
    env: { ...process.env, NODE_TEST_CONTEXT: undefined, MOCKSERVER_URL: seeded.url },
  });

  assert.match(stdout, /^# pass 5$/m);
});
