// conventions 9.2 to 9.4, columns of Graph's JavaScript client: each operation as its documentation writes it, and the result.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { Client, GraphError, PageIterator, ResponseType } from '@microsoft/microsoft-graph-client';
import { newCertificate } from '../certificates.mjs';
import { minimalPolicy } from '../policies.mjs';
import { recordRequests } from '../request-recorder.mjs';
import { getTrustedServer } from '../trusted-server.mjs';
import { applicationToken, newTenant } from '../http.mjs';

const { origin, url } = await getTrustedServer();

const tenant = newTenant();
const token = await applicationToken(origin, tenant);
const client = options => Client.initWithMiddleware({
  authProvider: { getAccessToken: async () => token }, baseUrl: `${origin}/`, defaultVersion: 'beta', customHosts: new Set(['localhost']), ...options,
});
const graph = client();
const Policies = '/trustFramework/policies';
const KeySets = '/trustFramework/keySets';

const textOf = stream => new Response(stream).text();

describe('policies with the Graph client', () => {
  const id = 'B2C_1A_Library';
  const xml = minimalPolicy(tenant, id);

  before(async () => { await graph.api(`${Policies}/${id}/$value`).header('Content-Type', 'application/xml').put(xml); });

  it('PUT $value works with application/xml, and without a type as application/json', async () => {
    const recorder = recordRequests();
    const stored = [
      await graph.api(`${Policies}/${id}/$value`).header('Content-Type', 'application/xml').put(xml),
      await graph.api(`${Policies}/${id}/$value`).put(xml),
    ];
    recorder.stop();

    assert.deepEqual(recorder.requests.map(({ headers }) => headers['content-type']), ['application/xml', 'application/json']);
    assert.deepEqual(await Promise.all(stored.map(textOf)), [xml, xml]);
  });

  it('GET $value returns a stream, or text on request', async () => {
    assert.equal(await textOf(await graph.api(`${Policies}/${id}/$value`).get()), xml);
    assert.equal(await textOf(await graph.api(`${Policies}/${id}/$value`).getStream()), xml);
    assert.equal(await graph.api(`${Policies}/${id}/$value`).responseType(ResponseType.TEXT).get(), xml);
  });

  it('the list contains the uploaded policies', async () => {
    const list = await graph.api(Policies).get();
    assert.match(list['@odata.context'], /\/beta\/\$metadata#trustFramework\/policies$/);
    assert.ok(list.value.some(policy => policy.id === id));
  });

  it('the iterator follows the pages of a query; an unsupported option is refused by name', async () => {
    const ids = ['B2C_1A_Page1', 'B2C_1A_Page2', 'B2C_1A_Page3'];
    for (const each of ids)
      await graph.api(`${Policies}/${each}/$value`).header('Content-Type', 'application/xml').put(minimalPolicy(tenant, each));

    const page = await graph.api(Policies).select('id').filter("startswith(id,'B2C_1A_Page')").orderby('id desc').top(2).count(true).get();
    const seen = [];
    await new PageIterator(graph, page, policy => Boolean(seen.push(policy.id))).iterate();

    assert.equal(page['@odata.count'], 3);
    assert.deepEqual(seen, ids.reverse());
    await assert.rejects(graph.api(`${Policies}/${id}`).top(5).get(), error => {
      assert.equal(error.statusCode, 400);
      assert.match(error.message, /: \$top$/);
      return true;
    });
  });

  it('a policy is created from XML, read and deleted', async () => {
    const created = minimalPolicy(tenant, 'B2C_1A_Created');
    assert.equal(await textOf(await graph.api(Policies).header('Content-Type', 'application/xml').post(created)), created);
    assert.equal((await graph.api(`${Policies}/B2C_1A_Created`).get()).id, 'B2C_1A_Created');
    assert.equal(await graph.api(`${Policies}/B2C_1A_Created`).delete(), undefined);
    await assert.rejects(graph.api(`${Policies}/B2C_1A_Created`).get(), { statusCode: 404, code: 'AADB2C90073' });
  });

  it('creation from JSON fails, although the metadata suggest it', async () => {
    await assert.rejects(graph.api(Policies).post({ id: 'B2C_1A_Json' }), {
      statusCode: 400, code: 'AADB2C',
      message: 'The policy being uploaded is not XML or is not correctly formatted: Data at the root level is invalid. Line 1, position 1.',
    });
  });

  it('PATCH is refused because the service has no such operation', async () => {
    await assert.rejects(graph.api(`${Policies}/${id}`).patch({ id }), error => {
      assert.equal(error.statusCode, 404);
      assert.equal(error.code, 'UnknownError');
      assert.equal(JSON.parse(error.message).messageDetail, "No action was found on the controller 'trustframework' that matches the request.");
      return true;
    });
  });
});

describe('key sets with the Graph client', () => {
  const name = action => `${KeySets}/B2C_1A_Keys${action}`;

  it('a key set is created, read, listed, replaced and deleted', async () => {
    const made = await graph.api(KeySets).post({ id: 'Replaced' });
    assert.equal(made.id, 'B2C_1A_Replaced');
    assert.deepEqual(made.keys, []);
    assert.equal((await graph.api(`${KeySets}/B2C_1A_Replaced`).get()).id, 'B2C_1A_Replaced');
    assert.ok((await graph.api(KeySets).get()).value.some(set => set.id === 'B2C_1A_Replaced'));

    const body = { id: 'B2C_1A_Replaced', keys: [{ k: 'c2VjcmV0', use: 'sig', kty: 'oct' }] };
    for (const replace of ['put', 'patch'])
      assert.equal((await graph.api(`${KeySets}/B2C_1A_Replaced`)[replace](body)).keys.length, 1, replace);
    assert.equal(await graph.api(`${KeySets}/B2C_1A_Replaced`).delete(), undefined);
    await assert.rejects(graph.api(`${KeySets}/B2C_1A_Replaced`).get(), { statusCode: 400, code: 'AADB2C90073' });
  });

  it('a key set is created with a key', async () => {
    const exp = Math.floor(Date.now() / 1000) + 86_400;
    const made = await graph.api(KeySets).post({ id: 'B2C_1A_Full', keys: [{ k: 'c2VjcmV0', use: 'sig', kty: 'oct', nbf: 1508969811, exp }] });

    assert.deepEqual(made.keys.map(({ k, kty, use, nbf, exp }) => [k, kty, use, nbf, exp]), [[null, 'oct', 'sig', 1508969811, exp]]);
  });

  it('keys are generated, uploaded and read in the order of the documentation; one is active', async () => {
    const { pfx, cer } = await newCertificate();
    const nbf = Math.floor(Date.now() / 1000) - 60;
    await graph.api(KeySets).post({ id: 'B2C_1A_Keys' });
    const generated = await graph.api(name('/generateKey')).post({ use: 'sig', kty: 'RSA', nbf, exp: nbf + 86_400 });
    assert.match(generated['@odata.context'], /\/beta\/\$metadata#microsoft\.graph\.trustFrameworkKey$/);
    assert.deepEqual([generated.kty, generated.use, generated.nbf, generated.exp], ['RSA', 'sig', nbf, nbf + 86_400]);
    await graph.api(KeySets).post({ id: 'B2C_1A_Public' });
    assert.equal((await graph.api(`${KeySets}/B2C_1A_Public/uploadCertificate`).post({ key: cer })).x5c.length, 1);
    assert.equal((await graph.api(name('/uploadPkcs12')).post({ key: pfx, password: 'secret' })).kty, 'RSA');
    await graph.api(KeySets).post({ id: 'B2C_1A_Secret' });
    assert.equal((await graph.api(`${KeySets}/B2C_1A_Secret/uploadSecret`).post({ use: 'sig', k: 'any: text', nbf, exp: nbf + 86_400 })).kty, 'oct');

    const active = await graph.api(name('/getActiveKey')).get();
    const { keys } = await graph.api(name('')).get();
    assert.ok(keys.some(({ kid }) => kid === active.kid));
    assert.equal(keys.length, 2);
  });

  it('keys_v2 are listed, read, disabled and deleted; an id with special characters can be encoded', async () => {
    await graph.api(KeySets).post({ id: 'B2C_1A_Each' });
    const { kid } = await graph.api(`${KeySets}/B2C_1A_Each/generateKey`).post({ use: 'sig', kty: 'oct' });
    assert.deepEqual((await graph.api(`${KeySets}/B2C_1A_Each/keys_v2`).get()).value.map(key => key.kid), [kid]);
    const address = `${KeySets}/B2C_1A_Each/keys_v2/${encodeURIComponent(kid)}`;
    assert.equal((await graph.api(address).get()).status, 'enabled');

    assert.equal(await graph.api(address).patch({ status: 'disabled' }), undefined);
    assert.equal((await graph.api(address).get()).status, 'disabled');
    assert.equal(await graph.api(address).delete(), undefined);
    assert.deepEqual((await graph.api(`${KeySets}('B2C_1A_Each')/keys_v2`).get()).value, []);
  });
});

describe('errors in the Graph client', () => {
  const missing = `${Policies}/B2C_1A_Missing/$value`;

  it('contain status, code, message, request id, date and body', async () => {
    await assert.rejects(graph.api(missing).header('client-request-id', '5f0e7a3c-5c5d-4a0e-9d2f-6a1a3b1f7e11').get(), error => {
      assert.ok(error instanceof GraphError);
      assert.equal(error.statusCode, 404);
      assert.equal(error.code, 'AADB2C90073');
      assert.match(error.message, /^Policy with 'policyId': B2C_1A_MISSING cannot be found in the directory '[0-9a-f-]{36}'\.?$/);
      assert.match(error.requestId, /^[0-9a-f-]{36}$/);
      assert.ok(Math.abs(error.date - Date.now()) < 24 * 3_600_000, String(error.date));
      const { code, innerError } = JSON.parse(error.body);
      assert.equal(code, error.code);
      assert.deepEqual(Object.keys(innerError), ['correlationId', 'date', 'request-id', 'client-request-id']);
      assert.equal(innerError['client-request-id'], '5f0e7a3c-5c5d-4a0e-9d2f-6a1a3b1f7e11');
      assert.equal(error.headers.get('request-id'), error.requestId);
      return true;
    });
  });

  it('lose code and message in getStream, because the client discards them', async () => {
    await assert.rejects(graph.api(missing).getStream(), error => {
      assert.equal(error.statusCode, 404);
      assert.equal(error.code, null);
      assert.equal(error.message, '');
      return true;
    });
  });

  it('are thrown for an unknown segment, also on v1.0', async () => {
    const unknown = segment => ({ statusCode: 400, code: 'BadRequest', message: `Resource not found for the segment '${segment}'.` });
    await assert.rejects(graph.api('/trustFrameworks').get(), unknown('trustFrameworks'));
    await assert.rejects(graph.api(Policies).version('v1.0').get(), unknown('trustFramework'));
  });

  it('contain the text of the service for a missing permission', async () => {
    const reader = client({ authProvider: { getAccessToken: async () => 'Policy.Read.All' } });

    await assert.rejects(reader.api(`${Policies}/B2C_1A_Any/$value`).header('Content-Type', 'application/xml').put(minimalPolicy(tenant, 'B2C_1A_Any')), {
      statusCode: 403, code: 'AADB2C',
      message: 'The application does not have any of the required application permissions (Policy.ReadWrite.TrustFramework) to access the resource. ',
    });
  });
});

describe('pitfalls of the Graph client', () => {
  const empty = { statusCode: 401, code: 'InvalidAuthenticationToken', message: 'Access token is empty.' };
  for (const [what, options] of Object.entries({
    'the host not among customHosts': { customHosts: undefined },
    'a host with its port among customHosts': { customHosts: new Set([new URL(origin).host]) },
    'an address without TLS': { baseUrl: url.replace('127.0.0.1', 'localhost') },
  })) {
    it(`${what}: the client sends no token, not even an explicit one`, async () => {
      await assert.rejects(client(options).api(Policies).get(), empty);
      await assert.rejects(client(options).api(Policies).header('Authorization', `Bearer ${token}`).get(), empty);
    });
  }

  it('the same rule applies to an absolute URL', async () => {
    assert.ok((await graph.api(`${origin}/beta${Policies}`).get()).value);
  });
});
