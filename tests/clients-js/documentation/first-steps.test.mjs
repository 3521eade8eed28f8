// README and the pages that a new user reads next.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { startServer } from '../server.mjs';
import { argumentsOf, assertOutput, openPage, runBlock } from './documentation-page.mjs';

const folder = await mkdtemp(join(tmpdir(), 'pages-'));
after(() => rm(folder, { recursive: true, force: true }));
const server = await startServer(`--MockServer:DataFolder=${folder}`);
after(() => server.stop());

const readme = await openPage('README.md');
const keys = await openPage('docs/policies-and-keys.md');
const tokens = await openPage('docs/tokens.md');

test('README starts the server without arguments', async () => {
  assert.deepEqual(await argumentsOf(readme.take('sh', 'Quick start')), []);
});

test('the policy of README is created, then replaced', async () => {
  const upload = readme.take('bash', 'Quick start');

  assert.match(await runBlock(upload, server), /^HTTP\/1\.1 201 Created/);
  assert.match(await runBlock(upload, server), /^HTTP\/1\.1 200 OK/);
});

test('the policy of README without its base policy is refused, and the log suggests a fix', async () => {
  const response = await runBlock(readme.take('bash', 'Quick start', 1), server);

  assertOutput(readme.take('text', 'Quick start'), response + await server.waitForLog('-> Upload'));
});

test('a key is disabled', async () => {
  const printed = await runBlock(keys.take('bash', 'Create the keys'), server);
  assertOutput(keys.take('text', 'Create the keys'), printed);

  const set = await fetch(`${server.url}/beta/trustFramework/keySets/B2C_1A_TokenSigningKeyContainer`, {
    headers: { authorization: 'Bearer TrustFrameworkKeySet.Read.All' },
  });
  assert.deepEqual((await set.json()).keys.map(key => key.status), ['disabled']);
});

test('the policies can be uploaded once their keys exist, and uploaded again', async () => {
  const upload = keys.take('bash', 'Upload the policies');

  assert.deepEqual((await runBlock(upload, server)).match(/ \d{3}$/gm), [' 201', ' 201', ' 201']);
  assert.deepEqual((await runBlock(upload, server)).match(/ \d{3}$/gm), [' 200', ' 200', ' 200']);
});

test('the certificate becomes the active key', async () => {
  const [, uploaded, active] = (await runBlock(keys.take('bash', 'Upload a certificate'), server)).trim().split('\n').map(line => JSON.parse(line));

  assert.equal(active.kid, uploaded.kid);
  assert.equal(active.x5c.length, 1);
  assert.equal(active.d, null);
});

test('the token is a JWT', async () => {
  assert.equal(JSON.parse(await runBlock(tokens.take('bash', 'The login service'), server)).access_token.split('.').length, 3);
});

test('a server with configured clients and users issues tokens to these only', async () => {
  const restricted = await startServer(`--MockServer:DataFolder=${folder}`, ...await argumentsOf(tokens.take('sh', 'Clients and users')));
  try {
    const requestToken = async fields => (await (await fetch(`${restricted.url}/contoso.onmicrosoft.com/oauth2/v2.0/token`, {
      method: 'POST', body: new URLSearchParams({ scope: 'https://graph.microsoft.com/.default', ...fields }),
    })).json());

    assert.ok((await requestToken({ grant_type: 'client_credentials', client_id: 'pipeline', client_secret: 's3cret' })).access_token);
    assert.equal((await requestToken({ grant_type: 'client_credentials', client_id: 'other', client_secret: 's3cret' })).error, 'unauthorized_client');
    const alice = { grant_type: 'password', client_id: 'pipeline', client_secret: 's3cret', username: 'alice@contoso.onmicrosoft.com' };
    assert.ok((await requestToken({ ...alice, password: 'pa55' })).access_token);
    assert.equal((await requestToken({ ...alice, password: 'wrong' })).error, 'invalid_grant');
  } finally {
    await restricted.stop();
  }
});

test('every block is used', () => {
  assert.deepEqual([readme, keys, tokens].flatMap(page => page.unused()), []);
});
