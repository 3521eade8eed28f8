// conventions 9.2 to 9.4, the columns of Graph's JavaScript client: each operation as its documentation writes it, and what comes of it.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { Client, GraphError, PageIterator, ResponseType } from '@microsoft/microsoft-graph-client';
import { newCertificate } from '../certificates.mjs';
import { smallPolicy } from '../policies.mjs';
import { recordSent } from '../sent.mjs';
import { trusted } from '../trusted.mjs';
import { applicationToken, newTenant } from '../wire.mjs';

const { origin, url } = await trusted();

const tenant = newTenant();
const token = await applicationToken(origin, tenant);
const client = options => Client.initWithMiddleware({
  authProvider: { getAccessToken: async () => token }, baseUrl: `${origin}/`, defaultVersion: 'beta', customHosts: new Set(['localhost']), ...options,
});
const graph = client();
const Policies = '/trustFramework/policies';
const KeySets = '/trustFramework/keySets';

const textOf = stream => new Response(stream).text();

describe('policies by the Graph client', () => {
  const id = 'B2C_1A_Library';
  const xml = smallPolicy(tenant, id);

  before(async () => { await graph.api(`${Policies}/${id}/$value`).header('Content-Type', 'application/xml').put(xml); });

  it('put content under application/xml and, without a type, as application/json', async () => {
    const sent = recordSent();
    const stored = [
      await graph.api(`${Policies}/${id}/$value`).header('Content-Type', 'application/xml').put(xml),
      await graph.api(`${Policies}/${id}/$value`).put(xml),
    ];
    sent.stop();

    assert.deepEqual(sent.requests.map(({ headers }) => headers['content-type']), ['application/xml', 'application/json']);
    assert.deepEqual(await Promise.all(stored.map(textOf)), [xml, xml]);
  });

  it('get content as a stream, or as text when asked for that', async () => {
    assert.equal(await textOf(await graph.api(`${Policies}/${id}/$value`).get()), xml);
    assert.equal(await textOf(await graph.api(`${Policies}/${id}/$value`).getStream()), xml);
    assert.equal(await graph.api(`${Policies}/${id}/$value`).responseType(ResponseType.TEXT).get(), xml);
  });

  it('list', async () => {
    const list = await graph.api(Policies).get();
    assert.match(list['@odata.context'], /\/beta\/\$metadata#trustFramework\/policies$/);
    assert.ok(list.value.some(policy => policy.id === id));
  });

  it('query, in pages that the iterator follows; an option of no use is refused by its name', async () => {
    const ids = ['B2C_1A_Page1', 'B2C_1A_Page2', 'B2C_1A_Page3'];
    for (const each of ids)
      await graph.api(`${Policies}/${each}/$value`).header('Content-Type', 'application/xml').put(smallPolicy(tenant, each));

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

  it('create from XML, read the entity, delete', async () => {
    const created = smallPolicy(tenant, 'B2C_1A_Created');
    assert.equal(await textOf(await graph.api(Policies).header('Content-Type', 'application/xml').post(created)), created);
    assert.equal((await graph.api(`${Policies}/B2C_1A_Created`).get()).id, 'B2C_1A_Created');
    assert.equal(await graph.api(`${Policies}/B2C_1A_Created`).delete(), undefined);
    await assert.rejects(graph.api(`${Policies}/B2C_1A_Created`).get(), { statusCode: 404, code: 'AADB2C90073' });
  });

  it('create from JSON fails as the metadata mislead it to', async () => {
    await assert.rejects(graph.api(Policies).post({ id: 'B2C_1A_Json' }), {
      statusCode: 400, code: 'AADB2C',
      message: 'The policy being uploaded is not XML or is not correctly formatted: Data at the root level is invalid. Line 1, position 1.',
    });
  });

  it('patch meets a backend that has no such action', async () => {
    await assert.rejects(graph.api(`${Policies}/${id}`).patch({ id }), error => {
      assert.equal(error.statusCode, 404);
      assert.equal(error.code, 'UnknownError');
      assert.equal(JSON.parse(error.message).messageDetail, "No action was found on the controller 'trustframework' that matches the request.");
      return true;
    });
  });
});

describe('key sets by the Graph client', () => {
  const name = action => `${KeySets}/B2C_1A_Keys${action}`;

  it('create, read, list, replace and delete', async () => {
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

  it('create with a key in it', async () => {
    const exp = Math.floor(Date.now() / 1000) + 86_400;
    const made = await graph.api(KeySets).post({ id: 'B2C_1A_Full', keys: [{ k: 'c2VjcmV0', use: 'sig', kty: 'oct', nbf: 1508969811, exp }] });

    assert.deepEqual(made.keys.map(({ k, kty, use, nbf, exp }) => [k, kty, use, nbf, exp]), [[null, 'oct', 'sig', 1508969811, exp]]);
  });

  it('generate, upload and read keys, one active, in the order of the documentation', async () => {
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

  it('list keys_v2, read one, switch it off, delete it; an id with marks in it may be encoded', async () => {
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

describe('errors by the Graph client', () => {
  const missing = `${Policies}/B2C_1A_Missing/$value`;

  it('have status, code, message, request id, date and body', async () => {
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

  it('lose code and message by getStream, which is the client\'s own doing', async () => {
    await assert.rejects(graph.api(missing).getStream(), error => {
      assert.equal(error.statusCode, 404);
      assert.equal(error.code, null);
      assert.equal(error.message, '');
      return true;
    });
  });

  it('come for an unknown segment, also on v1.0', async () => {
    const unknown = segment => ({ statusCode: 400, code: 'BadRequest', message: `Resource not found for the segment '${segment}'.` });
    await assert.rejects(graph.api('/trustFrameworks').get(), unknown('trustFrameworks'));
    await assert.rejects(graph.api(Policies).version('v1.0').get(), unknown('trustFramework'));
  });

  it('come for a missing permission, in the words of B2C', async () => {
    const reader = client({ authProvider: { getAccessToken: async () => 'Policy.Read.All' } });

    await assert.rejects(reader.api(`${Policies}/B2C_1A_Any/$value`).header('Content-Type', 'application/xml').put(smallPolicy(tenant, 'B2C_1A_Any')), {
      statusCode: 403, code: 'AADB2C',
      message: 'The application does not have any of the required application permissions (Policy.ReadWrite.TrustFramework) to access the resource. ',
    });
  });
});

describe('the traps of the Graph client', () => {
  const empty = { statusCode: 401, code: 'InvalidAuthenticationToken', message: 'Access token is empty.' };
  for (const [what, options] of Object.entries({
    'the host not among customHosts': { customHosts: undefined },
    'a host with its port among customHosts': { customHosts: new Set([new URL(origin).host]) },
    'an address without TLS': { baseUrl: url.replace('127.0.0.1', 'localhost') },
  })) {
    it(`${what}: no token is sent, not even one set by hand`, async () => {
      await assert.rejects(client(options).api(Policies).get(), empty);
      await assert.rejects(client(options).api(Policies).header('Authorization', `Bearer ${token}`).get(), empty);
    });
  }

  it('a whole URL follows the same rule', async () => {
    assert.ok((await graph.api(`${origin}/beta${Policies}`).get()).value);
  });
});
