// clients 1.2, C8 to C11, C17 and C18: the VS Code extension, PowerShell scripts and C# programs. The programs are not run. The tests send their
// recorded requests and check what the programs read from the responses.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { beforeEach, describe, it } from 'node:test';
import { newCertificate } from '../certificates.mjs';
import { exampleKeySets, examplePolicies, minimalPolicy } from '../policies.mjs';
import { getTrustedServer } from '../trusted-server.mjs';
import { applicationToken, createSender, encodeForm, newTenant, send } from '../http.mjs';

const { origin } = await getTrustedServer();

const Form = { 'content-type': 'application/x-www-form-urlencoded' };
const Json = { 'content-type': 'application/json' };
const Xml = { 'content-type': 'application/xml' };
const clientId = randomUUID();

let tenant;
beforeEach(() => { tenant = newTenant(); });

const asApplication = async () => createSender(origin, { authorization: `Bearer ${await applicationToken(origin, tenant)}` });
const sortedIds = list => list.json.value.map(({ id }) => id).toSorted();

describe('C8, the VS Code extension', () => {
  /** ADAL's device code: the first version of the endpoints, with the resource instead of scopes. */
  async function signIn() {
    const code = await send(origin, 'POST', `/${tenant}/oauth2/devicecode?api-version=1.0`, Form, encodeForm({
      client_id: clientId, resource: 'https://graph.microsoft.com',
    }));
    assert.equal(code.status, 200, code.text);
    for (const name of ['user_code', 'device_code', 'verification_url', 'expires_in', 'interval', 'message'])
      assert.ok(code.json[name], `${name} is missing`);
    const token = await send(origin, 'POST', `/${tenant}/oauth2/token?api-version=1.0`, Form, encodeForm({
      grant_type: 'device_code', client_id: clientId, resource: 'https://graph.microsoft.com', code: code.json.device_code,
    }));
    assert.equal(token.status, 200, token.text);
    assert.equal(token.json.resource, 'https://graph.microsoft.com');
    return createSender(origin, { authorization: `Bearer ${token.json.access_token}` });
  }

  it('signs in by device code, uploads all policies in the order of inheritance, and accepts 200 and 201', async () => {
    const ask = await signIn();
    for (const { name, use } of exampleKeySets) {
      await ask('POST', '/beta/trustFramework/keySets', JSON.stringify({ id: name }), Json);
      await ask('POST', `/beta/trustFramework/keySets/B2C_1A_${name}/generateKey`, JSON.stringify({ use, kty: 'RSA' }), Json);
    }

    for (const status of [201, 200])
      for (const { id, xml } of await examplePolicies(tenant))
        assert.equal((await ask('PUT', `/beta/trustFramework/policies/${id}/$value`, xml, Xml)).status, status, id);
  });

  it('uploads a single file, accepts only 200, and shows the message of an error', async () => {
    const ask = await signIn();
    const put = xml => ask('PUT', '/beta/trustFramework/policies/B2C_1A_Single/$value', xml, Xml);
    await put(minimalPolicy(tenant, 'B2C_1A_Single'));

    assert.equal((await put(minimalPolicy(tenant, 'B2C_1A_Single'))).status, 200);
    const refused = await put('no XML');
    assert.equal(refused.status, 400);
    assert.match(
      JSON.parse(refused.text).error.message,
      /^The policy being uploaded is not XML or is not correctly formatted: Data at the root level is invalid\. Line 1, position 1\.$/);
  });

  it('looks up the applications of the Identity Experience Framework', async () => {
    const ask = await signIn();
    const found = await ask('GET', "/beta/applications?$filter=startsWith(displayName,'IdentityExperienceFramework')");

    assert.equal(found.status, 200, found.text);
    assert.ok(Array.isArray(found.json.value));
  });
});

describe('C9, IEFPolicies', () => {
  async function connect(how) {
    const discovery = await send(origin, 'GET', `/${tenant}/v2.0/.well-known/openid-configuration`);
    assert.equal(discovery.status, 200);
    const id = /\/([0-9a-f-]{36})\//.exec(new URL(discovery.json.token_endpoint).pathname)?.[1];
    assert.ok(id, `no tenant id in ${discovery.json.token_endpoint}`);
    const token = await how(id);
    assert.equal(token.status, 200, token.text);
    return { id, ask: createSender(origin, { authorization: `Bearer ${token.json.access_token}` }) };
  }

  const byDeviceCode = async id => {
    const code = await send(origin, 'POST', `/${id}/oauth2/v2.0/devicecode`, Form, encodeForm({
      client_id: clientId,
      scope: 'https://graph.microsoft.com/Policy.ReadWrite.TrustFramework https://graph.microsoft.com/TrustFrameworkKeySet.ReadWrite.All'
        + ' offline_access',
    }));
    return send(origin, 'POST', `/${id}/oauth2/v2.0/token`, Form, encodeForm({
      grant_type: 'urn:ietf:params:oauth:grant-type:device_code', client_id: clientId, device_code: code.json.device_code,
    }));
  };

  const bySecret = id => send(origin, 'POST', `/${id}/oauth2/v2.0/token`, Form, encodeForm({
    grant_type: 'client_credentials', client_id: clientId, client_secret: 'any', scope: 'https://graph.microsoft.com/.default',
  }));

  for (const [name, how] of Object.entries({ byDeviceCode, bySecret })) {
    it(`connects (${name}) and reads organization, domains and applications`, async () => {
      const { id, ask } = await connect(how);

      const organization = await ask('GET', '/v1.0/organization');
      assert.equal(organization.status, 200, organization.text);
      assert.equal(organization.json.value[0].id, id);
      const domains = await ask('GET', '/v1.0/domains');
      assert.equal(domains.status, 200, domains.text);
      assert.ok(domains.json.value.some(domain => domain.id === tenant), domains.text);
      for (const path of [
        "/beta/applications?$filter=startsWith(displayName,'IdentityExperienceFramework')",
        "/v1.0/applications?$filter=displayName%20eq%20'IdentityExperienceFramework'",
      ]) {
        const applications = await ask('GET', path);
        assert.equal(applications.status, 200, applications.text);
        assert.ok(Array.isArray(applications.json.value), path);
      }
    });
  }

  it('imports base policies first: 201 means created, 200 updated, and anything else is printed', async () => {
    const { ask } = await connect(bySecret);
    const put = (id, base) => ask(
      'PUT', `/beta/trustFramework/policies/${id}/$value`, minimalPolicy(tenant, id, base), { 'content-type': 'application/xml; charset=utf-8' });

    for (const status of [201, 200])
      for (const [id, base] of [['B2C_1A_Base'], ['B2C_1A_Leaf', 'B2C_1A_Base']])
        assert.equal((await put(id, base)).status, status);
    const refused = await put('B2C_1A_Lost', 'B2C_1A_Missing');
    assert.equal(refused.status, 400);
    assert.match(refused.json.error.message, /Policy with 'policyId': B2C_1A_MISSING cannot be found/);
  });

  it('exports and removes policies from the list, with a trailing slash and a content type without a body', async () => {
    const { ask } = await connect(bySecret);
    const xml = minimalPolicy(tenant, 'B2C_1A_dev_Base');
    for (const [id, text] of [['B2C_1A_dev_Base', xml], ['B2C_1A_test_Base', minimalPolicy(tenant, 'B2C_1A_test_Base')]])
      await ask('PUT', `/beta/trustFramework/policies/${id}/$value`, text, Xml);

    const list = await ask('GET', '/beta/trustFramework/policies/', undefined, Json);
    assert.deepEqual(list.json.value.map(({ id }) => id).filter(id => id.startsWith('B2C_1A_dev_')), ['B2C_1A_dev_Base']);
    const exported = await ask('GET', '/beta/trustFramework/policies/B2C_1A_dev_Base/$value', undefined, Json);
    assert.equal(exported.text, xml);
    assert.match(exported.headers['content-type'], /^application\/xml/);
    const removed = await ask('DELETE', '/beta/trustFramework/policies/B2C_1A_dev_Base', undefined, Json);
    assert.equal(removed.status, 204);
    assert.equal(removed.text, '');
  });

  it('treats 400 as a missing key set, creates it, and uses the prefixed id when it exists', async () => {
    const { id, ask } = await connect(bySecret);
    const post = (path, body) => ask('POST', `/beta/trustFramework/keySets${path}`, JSON.stringify(body), Json);
    const missing = await ask('GET', '/beta/trustFramework/keySets/B2C_1A_TokenSigningKeyContainer', undefined, Json);
    assert.equal(missing.status, 400);
    assert.equal(missing.json.error.code, 'AADB2C90073');
    assert.equal(missing.json.error.message, `KeyContainer with 'id': 'B2C_1A_TokenSigningKeyContainer' cannot be found in the directory '${id}'`);

    const nbf = Math.floor(Date.now() / 1000) + 182 * 60;
    const made = await post('', { id: 'TokenSigningKeyContainer' });
    assert.equal(made.status, 201);
    const key = await post(`/${made.json.id}/generateKey`, { use: 'sig', kty: 'RSA', nbf, exp: nbf + 31_536_000 });
    assert.equal(key.status, 200);
    assert.equal(key.json.nbf, nbf);

    const again = await post('', { id: 'TokenSigningKeyContainer' });
    assert.equal(again.status, 400);
    assert.equal(again.json.error.code, 'AADB2C95028');
    assert.equal((await post('/B2C_1A_TokenSigningKeyContainer/generateKey', { use: 'sig', kty: 'RSA', nbf, exp: nbf + 31_536_000 })).status, 200);

    const { pfx } = await newCertificate();
    await post('', { id: 'Saml' });
    assert.equal((await post('/B2C_1A_Saml/uploadPkcs12', { key: pfx, password: 'secret' })).status, 200);
    await post('', { id: 'Facebook' });
    assert.equal((await post('/B2C_1A_Facebook/uploadSecret', { use: 'sig', k: 'a secret', nbf, exp: nbf + 60 })).status, 200);
  });
});

describe('C10 and C11, samples of Microsoft', () => {
  it('C10 uses the path trustframework, POST, the list and DELETE of $value', async () => {
    const asked = await asApplication();
    const ask = (method, path, body) => asked(method, path, body, { ...(body && Xml), SampleID: 'B2CTrustFrameworkPolicy' });
    const script = await ask('PUT', '/beta/trustframework/policies/B2C_1A_Script/$value', minimalPolicy(tenant, 'B2C_1A_Script'));
    assert.equal(script.status, 201);

    const xml = minimalPolicy(tenant, 'B2C_1A_Console');
    const posted = await ask('POST', '/beta/trustframework/policies', xml);
    assert.equal(posted.status, 201);
    assert.equal(posted.text, xml);
    assert.deepEqual(sortedIds(await ask('GET', '/beta/trustframework/policies')), ['B2C_1A_Console', 'B2C_1A_Script']);
    assert.equal((await ask('GET', '/beta/trustframework/policies/B2C_1A_Console/$value')).text, xml);
    assert.equal((await ask('DELETE', '/beta/trustframework/policies/B2C_1A_Console/$value')).status, 204);
    assert.deepEqual(sortedIds(await ask('GET', '/beta/trustframework/policies')), ['B2C_1A_Script']);
  });

  it('C10 posts JSON in single quotes, reads the active key and replaces the key set', async () => {
    const ask = await asApplication();
    const { pfx } = await newCertificate();
    const exp = Math.floor(Date.now() / 1000) + 86_400;
    const post = (path, body) => ask('POST', `/beta/trustFramework/keySets${path}`, body, Json);
    assert.equal((await post('', "{'id':'console'}")).status, 201);
    assert.equal((await post('', "{'id':'console'}")).json.error.code, 'AADB2C95028');
    assert.equal((await post('/B2C_1A_console/generateKey', `{'use':'sig','kty':'RSA','nbf':${exp - 86_400},'exp':${exp}}`)).status, 200);
    assert.equal((await post('/B2C_1A_console/uploadPkcs12', `{'key':'${pfx}','password':'secret'}`)).status, 200);
    assert.equal((await ask('GET', '/beta/trustFramework/keySets/B2C_1A_console/getActiveKey')).json.kty, 'RSA');

    const { n, e } = (await ask('GET', '/beta/trustFramework/keySets/B2C_1A_console')).json.keys[0];
    for (const key of [{ k: randomUUID(), use: 'sig', kty: 'oct' }, { use: 'sig', kty: 'RSA', e, n }]) {
      const put = await ask('PUT', '/beta/trustFramework/keySets/B2C_1A_console', JSON.stringify({ keys: [key] }), Json);
      assert.equal(put.status, 200, put.text);
      assert.deepEqual(put.json.keys.map(({ kty }) => kty), [key.kty]);
    }
  });

  it('C11 requests a token, uploads each file and prints errors', async () => {
    const ask = await asApplication();
    const put = (id, xml) => ask('PUT', `/beta/trustframework/policies/${id}/$value`, xml, { 'content-type': 'application/xml; charset=utf-8' });

    assert.equal((await put('B2C_1A_Learn', minimalPolicy(tenant, 'B2C_1A_Learn'))).status, 201);
    const refused = await put('B2C_1A_Learn', minimalPolicy(tenant, 'B2C_1A_Learn').replace('0.3.0.0', '0.4.0.0'));
    assert.equal(refused.status, 400);
    assert.equal(refused.json.error.code, 'AADB2C');
    assert.match(refused.json.error.message, /^Validation failed: 1 validation error\(s\) found in policy "B2C_1A_LEARN" of tenant/);
  });
});

describe('C17 and C18, modules for PowerShell and the setup page', () => {
  it('C17 reads PublicPolicyUri from the response to an upload, and lists with an XML content type', async () => {
    const ask = await asApplication();
    const bare = minimalPolicy(tenant, 'B2C_1A_Module').replace(/ PublicPolicyUri="[^"]*"/, '');
    const put = await ask('PUT', '/beta/trustFramework/policies/B2C_1A_Module/$value', bare, Xml);

    assert.match(put.headers['content-type'], /^application\/xml/);
    assert.equal(/<TrustFrameworkPolicy[^>]* PublicPolicyUri="([^"]*)"/.exec(put.text)?.[1], `http://${tenant}/B2C_1A_Module`);
    assert.deepEqual(sortedIds(await ask('GET', '/beta/trustFramework/policies', undefined, Xml)), ['B2C_1A_Module']);
  });

  it('C17 creates the key sets that are not in the list, and deletes one', async () => {
    const ask = await asApplication();
    assert.deepEqual((await ask('GET', '/beta/trustFramework/keySets')).json.value, []);
    const { json: { id } } = await ask('POST', '/beta/trustFramework/keySets', '{"id":"TokenEncryptionKeyContainer"}', Json);
    assert.equal(id, 'B2C_1A_TokenEncryptionKeyContainer');
    assert.equal((await ask('POST', `/beta/trustFramework/keySets/${id}/generateKey`, '{"use":"enc","kty":"RSA"}', Json)).status, 200);
    assert.deepEqual(sortedIds(await ask('GET', '/beta/trustFramework/keySets')), [id]);

    assert.equal((await ask('DELETE', `/beta/trustFramework/keySets/${id}`)).status, 204);
    assert.deepEqual((await ask('GET', '/beta/trustFramework/keySets')).json.value, []);
  });

  it('C17 deletes in the order of the list, base policies first', async () => {
    const ask = await asApplication();
    for (const [id, base] of [['B2C_1A_A'], ['B2C_1A_B', 'B2C_1A_A'], ['B2C_1A_C', 'B2C_1A_B']])
      await ask('PUT', `/beta/trustFramework/policies/${id}/$value`, minimalPolicy(tenant, id, base), Xml);

    for (const { id } of (await ask('GET', '/beta/trustFramework/policies')).json.value)
      assert.equal((await ask('DELETE', `/beta/trustFramework/policies/${id}`)).status, 204, id);
    assert.deepEqual((await ask('GET', '/beta/trustFramework/policies')).json.value, []);
  });

  it('C18 uploads a file, and cannot create a policy because it sends JSON', async () => {
    const ask = await asApplication();
    const stream = { 'content-type': 'application/octet-stream', accept: 'application/json' };
    assert.equal((await ask('PUT', '/beta/trustFramework/policies/B2C_1A_Mg/$value', minimalPolicy(tenant, 'B2C_1A_Mg'), stream)).status, 201);
    assert.equal((await ask('PUT', '/beta/trustframework/policies/B2C_1A_Mg/$value', minimalPolicy(tenant, 'B2C_1A_Mg'), Xml)).status, 200);

    const created = await ask('POST', '/beta/trustFramework/policies', '{"id":"B2C_1A_New"}', Json);
    assert.equal(created.status, 400);
    assert.equal(created.json.error.code, 'AADB2C');
    assert.equal(
      created.json.error.message,
      'The policy being uploaded is not XML or is not correctly formatted: Data at the root level is invalid. Line 1, position 1.');
  });
});
