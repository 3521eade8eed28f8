// clients 1.2, C20 and the curl part of C16: the real curl. The only option that concerns the server is the CA to trust.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { minimalPolicy } from '../policies.mjs';
import { getTrustedServer } from '../trusted-server.mjs';
import { newTenant } from '../http.mjs';

const { origin, ca } = await getTrustedServer();
const work = await mkdtemp(join(tmpdir(), 'curl-'));
after(() => rm(work, { recursive: true, force: true }));

/** Returns status, content type and body. An error of curl fails the test. */
async function curl(...args) {
  const { stdout } = await promisify(execFile)('curl', ['-sS', '-q', '--cacert', ca, '-w', '\n%{http_code} %{content_type}', ...args], { cwd: work });
  const end = stdout.lastIndexOf('\n');
  const [, status, type] = /^(\d+) (.*)$/.exec(stdout.slice(end + 1));
  return { status: Number(status), type, body: stdout.slice(0, end) };
}

let tenant, bearer, content;
beforeEach(async () => {
  tenant = newTenant();
  const { body } = await curl(
    `${origin}/${tenant}/oauth2/v2.0/token`, '-d', 'grant_type=client_credentials', '-d', 'client_id=any', '-d', 'client_secret=any',
    '-d', 'scope=https://graph.microsoft.com/.default');
  bearer = ['-H', `Authorization: Bearer ${JSON.parse(body).access_token}`];
  await writeFile(join(work, 'policy.xml'), minimalPolicy(tenant, 'B2C_1A_Curl'));
  content = `${origin}/beta/trustFramework/policies/B2C_1A_Curl/$value`;
});

describe('C20, curl uploads a policy', () => {
  for (const [how, args] of Object.entries({
    '-T, without a content type': ['-T', 'policy.xml'],
    '-T, with Expect: 100-continue': ['-T', 'policy.xml', '-H', 'Expect: 100-continue'],
    '-T, chunked': ['-T', 'policy.xml', '-H', 'Transfer-Encoding: chunked'],
    '--data, which sends a form type and removes line breaks': ['-X', 'PUT', '--data', '@policy.xml'],
    '--data-binary with application/xml': ['-X', 'PUT', '--data-binary', '@policy.xml', '-H', 'Content-Type: application/xml'],
    'the script of C16, which sends a header named charset': [
      '-X', 'PUT', '--retry', '5', '--data-binary', '@policy.xml', '-H', 'Content-Type: application/xml', '-H', 'charset: utf-8'],
  })) {
    it(how, async () => {
      const created = await curl(...bearer, ...args, content);
      assert.equal(created.status, 201, created.body);
      assert.match(created.type, /^application\/xml/);
      assert.equal((await curl(...bearer, ...args, content)).status, 200);
      const stored = (await curl(...bearer, content)).body;
      const sent = minimalPolicy(tenant, 'B2C_1A_Curl');
      assert.equal(stored, how.startsWith('--data,') ? sent.replaceAll('\n', '') : sent);
    });
  }

  it('with HTTP/2, which it uses when TLS offers it', async () => {
    const { status } = await curl(...bearer, '--http2', '-T', 'policy.xml', content);
    assert.equal(status, 201);
  });
});

describe('C20, curl and the keys', () => {
  it('creates and disables a key; a wrong status is refused', async () => {
    const sets = `${origin}/beta/trustFramework/keySets`;
    const json = ['-H', 'Content-Type: application/json'];
    await curl(...bearer, ...json, sets, '-d', '{"id":"Curl"}');
    const key = JSON.parse((await curl(...bearer, ...json, `${sets}/B2C_1A_Curl/generateKey`, '-d', '{"use":"sig","kty":"RSA"}')).body);
    const patch = status => curl(...bearer, ...json, '-X', 'PATCH', `${sets}/B2C_1A_Curl/keys_v2/${key.kid}`, '-d', JSON.stringify({ status }));

    assert.deepEqual(await patch('disabled'), { status: 204, type: '', body: '' });
    assert.equal(JSON.parse((await curl(...bearer, `${sets}/B2C_1A_Curl/keys_v2/${key.kid}`)).body).status, 'disabled');
    const refused = await patch('broken');
    assert.equal(refused.status, 400);
    assert.match(refused.type, /^application\/json/);
    assert.match(JSON.parse(refused.body).error.code, /^AADB2C/);
  });

  it('fails without the CA', async () => {
    await assert.rejects(promisify(execFile)('curl', ['-sS', '-q', origin]), ({ code, stderr }) => {
      assert.equal(code, 60);
      assert.match(stderr, /certificate/);
      return true;
    });
  });

  it('a 401 response names the authorization endpoint at the same origin', async () => {
    const { stdout } = await promisify(execFile)('curl', ['-sS', '-q', '--cacert', ca, '-D', '-', '-o', '/dev/null', content]);
    assert.match(stdout, /^HTTP\/\S+ 401/);
    assert.ok(stdout.includes(`authorization_uri="${origin}/common/oauth2/authorize"`), stdout);
  });
});
