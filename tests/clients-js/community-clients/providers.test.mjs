// clients 1.2, C12 to C16: Terraform providers (Go), a .NET tool and az scripts. The programs are not run. The tests send their recorded
// requests and check what the programs rely on.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { beforeEach, describe, it } from 'node:test';
import { minimalPolicy } from '../policies.mjs';
import { getTrustedServer } from '../trusted-server.mjs';
import { applicationToken, createSender, encodeForm, newTenant, send } from '../http.mjs';

const { origin } = await getTrustedServer();

const Json = { 'content-type': 'application/json' };
const Xml = { 'content-type': 'application/xml' };

let tenant, ask;
beforeEach(async () => {
  tenant = newTenant();
  ask = createSender(origin, { authorization: `Bearer ${await applicationToken(origin, tenant)}` });
});

describe('C12, a Terraform provider by azidentity', () => {
  it('creates a policy, reads it by its mixed-case id, updates and deletes it', async () => {
    const xml = minimalPolicy(tenant, 'B2C_1A_MixedCase');
    assert.equal((await ask('POST', '/beta/trustFramework/policies', xml, Xml)).status, 201);
    const read = await ask('GET', '/beta/trustframework/policies/B2C_1A_MixedCase/$value');
    assert.equal(read.status, 200);
    assert.equal(read.text, xml);
    assert.equal((await ask('PUT', '/beta/trustframework/policies/B2C_1A_MixedCase/$value', xml, Xml)).status, 200);
    assert.equal((await ask('DELETE', '/beta/trustFramework/policies/B2C_1A_MixedCase')).status, 204);
    assert.equal((await ask('GET', '/beta/trustframework/policies/B2C_1A_MixedCase/$value')).status, 404);
  });

  it('sends null for unset members of a key; unset times are absent in the response', async () => {
    for (const [name, action, body, kty] of [
      ['rsa', 'generateKey', '{"exp":null,"kty":"RSA","nbf":null,"use":"enc","k":null}', 'rsa'],
      ['oct', 'uploadSecret', '{"exp":null,"kty":"oct","nbf":null,"use":"enc","k":"mypassword"}', 'oct'],
    ]) {
      const { status, json: { id } } = await ask('POST', '/beta/trustFramework/keySets', JSON.stringify({ id: name }), Json);
      assert.equal(status, 201);
      const key = await ask('POST', `/beta/trustFramework/keySets/${id}/${action}`, body, Json);
      assert.equal(key.status, 200, key.text);
      const set = await ask('GET', `/beta/trustFramework/keySets/${id}`);
      const active = await ask('GET', `/beta/trustFramework/keySets/${id}/getActiveKey`);
      for (const read of [key.json, set.json.keys[0], active.json]) {
        assert.equal(read.kty.toLowerCase(), kty);
        assert.equal(read.use, 'enc');
        assert.equal(read.nbf ?? null, null);
        assert.equal(read.exp ?? null, null);
        assert.equal(read.k ?? null, null);
      }
    }
  });
});

describe('C13, a second Terraform provider', () => {
  const none = { ...Json, 'content-length': '0' };

  it('recognizes a missing key set by the error code, independently of the status', async () => {
    const { text } = await ask('GET', '/beta/trustFramework/keySets/B2C_1A_it', undefined, none);
    assert.ok(text.includes('AADB2C90073'), text);
  });

  it('sends the member usage, and a content type without a body', async () => {
    const made = await ask('POST', '/beta/trustFramework/keySets', '{"id":"B2C_1A_it","usage":"sig","keys":[]}', Json);
    assert.equal(made.status, 201);
    assert.equal(made.json.usage, undefined);
    assert.equal((await ask('GET', '/beta/trustFramework/keySets/B2C_1A_it', undefined, none)).status, 200);
    assert.equal((await ask('DELETE', '/beta/trustFramework/keySets/B2C_1A_it', undefined, none)).status, 204);
    assert.match((await ask('GET', '/beta/trustFramework/keySets/B2C_1A_it', undefined, none)).text, /AADB2C90073/);
  });

  it('uploads, accepts 200 and 201, and deletes', async () => {
    for (const status of [201, 200])
      assert.equal((await ask('PUT', '/beta/trustFramework/policies/B2C_1A_it/$value', minimalPolicy(tenant, 'B2C_1A_it'), Xml)).status, status);
    assert.equal((await ask('DELETE', '/beta/trustFramework/policies/B2C_1A_it', undefined, none)).status, 204);
  });
});

describe('C14, a third Terraform provider, with the SDK for Go', () => {
  it('uploads the policies of one level in parallel', async () => {
    const stream = { 'content-type': 'application/octet-stream', accept: 'application/json' };
    const put = (id, base) => ask('PUT', `/beta/trustFramework/policies/${id}/$value`, minimalPolicy(tenant, id, base), stream);
    assert.equal((await put('B2C_1A_Base')).status, 201);
    const leaves = await Promise.all(Array.from({ length: 8 }, (_, index) => put(`B2C_1A_Leaf${index}`, 'B2C_1A_Base')));

    assert.deepEqual(leaves.map(({ status }) => status), leaves.map(() => 201));
  });

  it('requires one key in a set, and deletes the backup too', async () => {
    const { json: { id } } = await ask('POST', '/beta/trustFramework/keySets', '{"id":"it"}', Json);
    assert.equal((await ask('POST', `/beta/trustFramework/keySets/${id}/generateKey`, '{"kty":"RSA","use":"sig"}', Json)).json.kty, 'RSA');
    assert.equal((await ask('GET', `/beta/trustFramework/keySets/${id}`)).json.keys.length, 1);
    assert.ok((await ask('GET', `/beta/trustFramework/keySets/${id}/getActiveKey()`)).json.kid);

    assert.equal((await ask('DELETE', `/beta/trustFramework/keySets/${id}`)).status, 204);
    assert.equal((await ask('DELETE', `/beta/trustFramework/keySets/${id}.bak`)).status, 204);
  });
});

describe('C15, the custom policy manager (.NET)', () => {
  it('discovers the tenant, requests a token, and sends "bearer" in lowercase and ids in uppercase', async () => {
    const authorize = encodeURIComponent(`https://login.microsoftonline.com/${tenant}/oauth2/v2.0/authorize`);
    const instance = await send(origin, 'GET', `/common/discovery/instance?api-version=1.1&authorization_endpoint=${authorize}`);
    assert.equal(instance.status, 200, instance.text);
    assert.ok(instance.json.tenant_discovery_endpoint);
    const token = await send(origin, 'POST', `/${tenant}/oauth2/v2.0/token`, { 'content-type': 'application/x-www-form-urlencoded' }, encodeForm({
      client_id: randomUUID(), client_secret: 'any', scope: 'https://graph.microsoft.com/.default', grant_type: 'client_credentials', client_info: '2',
    }));
    assert.equal(token.json.token_type, 'Bearer');
    assert.equal(typeof token.json.expires_in, 'number');
    const bearer = createSender(origin, { authorization: `bearer ${token.json.access_token}` });
    const xml = minimalPolicy(tenant, 'B2C_1A_signup_signin');
    const put = () => bearer(
      'PUT', '/beta/trustframework/policies/B2C_1A_SIGNUP_SIGNIN/$value', xml, { 'content-type': 'application/xml; charset=utf-8' });

    assert.equal((await put()).status, 201);
    assert.equal((await put()).status, 200);
    const list = await bearer('GET', '/beta/trustframework/policies');
    assert.match(list.json['@odata.context'], /\/beta\/\$metadata#trustFramework\/policies$/);
    assert.deepEqual(list.json.value, [{ id: 'B2C_1A_signup_signin' }]);
    assert.equal((await bearer('GET', '/beta/trustframework/policies/B2C_1A_SIGNUP_SIGNIN/$value')).text, xml);
    assert.equal((await bearer('DELETE', '/beta/trustframework/policies/B2C_1A_SIGNUP_SIGNIN')).status, 204);
  });

  it('reads message and correlation id of an error; its older version uploads with POST and PUT', async () => {
    const xml = minimalPolicy(tenant, 'B2C_1A_old');
    assert.equal((await ask('POST', '/beta/trustframework/policies', xml, Xml)).status, 201);
    assert.equal((await ask('PUT', '/beta/trustframework/policies/B2C_1A_OLD/$value', xml, Xml)).status, 200);

    const { json: { error } } = await ask('PUT', '/beta/trustframework/policies/B2C_1A_OLD/$value', minimalPolicy(tenant, 'B2C_1A_old', 'B2C_1A_None'), Xml);
    assert.match(error.message, /^Validation failed/);
    assert.match(error.innerError.correlationId, /^[0-9a-f-]{36}$/);
  });
});

describe('C16, scripts with az rest', () => {
  const az = (method, path, body) => ask(method, path, body, {
    ...Json, accept: '*/*', 'accept-encoding': 'gzip, deflate', 'user-agent': 'python/3.11.2 AZURECLI/2.45.0 (DEB)',
    'x-ms-client-request-id': '5f0e7a3c-5c5d-4a0e-9d2f-6a1a3b1f7e11', CommandName: 'rest', ParameterSetName: '--method --url --body',
  });

  it('create a key set, add a key, and read the id and the active key', async () => {
    const made = await az('POST', '/beta/trustFramework/keySets', '{"id": "RestApiClientSecret"}');
    assert.equal(made.status, 201);
    assert.equal(made.headers['client-request-id'], '5f0e7a3c-5c5d-4a0e-9d2f-6a1a3b1f7e11');
    const { json: { kid } } = await az(
      'POST', '/beta/trustFramework/keySets/B2C_1A_RestApiClientSecret/uploadSecret', '{"use": "sig", "k": "a client secret~with.marks"}');

    assert.equal((await az('GET', '/beta/trustFramework/keySets/B2C_1A_RestApiClientSecret')).json.id, 'B2C_1A_RestApiClientSecret');
    assert.equal((await az('GET', '/beta/trustFramework/keySets/B2C_1A_RestApiClientSecret/getActiveKey')).json.kid, kid);
  });

  it('send policies as application/json, and print the body of an error', async () => {
    const put = xml => az('PUT', '/beta/trustFramework/policies/B2C_1A_Az/$value', xml);
    assert.equal((await put(minimalPolicy(tenant, 'B2C_1A_Az'))).status, 201);

    const refused = await put(`\ufeff\ufeff${minimalPolicy(tenant, 'B2C_1A_Az')}`);
    assert.equal(refused.status, 400);
    assert.match(refused.json.error.message, /^The policy being uploaded is not XML or is not correctly formatted: /);
  });
});
