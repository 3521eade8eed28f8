// README, and the pages that a newcomer reads next.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { startServer } from '../server.mjs';
import { argumentsOf, assertPrinted, openPage, paste } from './page.mjs';

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

  assert.match(await paste(upload, server), /^HTTP\/1\.1 201 Created/);
  assert.match(await paste(upload, server), /^HTTP\/1\.1 200 OK/);
});

test('the policy of README without its base is refused, and the log says what to do', async () => {
  const answer = await paste(readme.take('bash', 'Quick start', 1), server);

  assertPrinted(readme.take('text', 'Quick start'), answer + await server.logged('-> Upload'));
});

test('a key is switched off', async () => {
  const printed = await paste(keys.take('bash', 'Keys first'), server);
  assertPrinted(keys.take('text', 'Keys first'), printed);

  const set = await fetch(`${server.url}/beta/trustFramework/keySets/B2C_1A_TokenSigningKeyContainer`, {
    headers: { authorization: 'Bearer TrustFrameworkKeySet.Read.All' },
  });
  assert.deepEqual((await set.json()).keys.map(key => key.status), ['disabled']);
});

test('the policies upload base first once their keys are there, a second time too', async () => {
  const upload = keys.take('bash', 'Then the policies, base first');

  assert.deepEqual((await paste(upload, server)).match(/ \d{3}$/gm), [' 201', ' 201', ' 201']);
  assert.deepEqual((await paste(upload, server)).match(/ \d{3}$/gm), [' 200', ' 200', ' 200']);
});

test('the certificate becomes the key in use', async () => {
  const [, uploaded, active] = (await paste(keys.take('bash', 'Keys from certificates'), server)).trim().split('\n').map(answer => JSON.parse(answer));

  assert.equal(active.kid, uploaded.kid);
  assert.equal(active.x5c.length, 1);
  assert.equal(active.d, null);
});

test('the token is one', async () => {
  assert.equal(JSON.parse(await paste(tokens.take('bash', 'The login service'), server)).access_token.split('.').length, 3);
});

test('a server with clients and users of its own gives tokens to them alone', async () => {
  const closed = await startServer(`--MockServer:DataFolder=${folder}`, ...await argumentsOf(tokens.take('sh', 'Clients and users')));
  try {
    const ask = async fields => (await (await fetch(`${closed.url}/contoso.onmicrosoft.com/oauth2/v2.0/token`, {
      method: 'POST', body: new URLSearchParams({ scope: 'https://graph.microsoft.com/.default', ...fields }),
    })).json());

    assert.ok((await ask({ grant_type: 'client_credentials', client_id: 'pipeline', client_secret: 's3cret' })).access_token);
    assert.equal((await ask({ grant_type: 'client_credentials', client_id: 'other', client_secret: 's3cret' })).error, 'unauthorized_client');
    const alice = { grant_type: 'password', client_id: 'pipeline', client_secret: 's3cret', username: 'alice@contoso.onmicrosoft.com' };
    assert.ok((await ask({ ...alice, password: 'pa55' })).access_token);
    assert.equal((await ask({ ...alice, password: 'wrong' })).error, 'invalid_grant');
  } finally {
    await closed.stop();
  }
});

test('nothing is left', () => {
  assert.deepEqual([readme, keys, tokens].flatMap(page => page.left()), []);
});
