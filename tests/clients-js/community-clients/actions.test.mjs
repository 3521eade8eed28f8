// clients 1.2, C1 to C4: the requests of the community's GitHub Actions, sent by the libraries that they use (openid-client, node-fetch and
// Graph's JavaScript client). The only difference is the host name localhost. In interception there is no difference.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, describe, it } from 'node:test';
import { Client } from '@microsoft/microsoft-graph-client';
import nodeFetch, { Headers, Request, Response } from 'node-fetch';
import { Issuer } from 'openid-client';
import { newCertificate } from '../certificates.mjs';
import { exampleKeySets, examplePolicies, minimalPolicy } from '../policies.mjs';
import { recordRequests } from '../request-recorder.mjs';
import { getTrustedServer } from '../trusted-server.mjs';
import { applicationToken, newTenant } from '../http.mjs';

// The Actions use a polyfill.
Object.assign(globalThis, { fetch: nodeFetch, Headers, Request, Response });

const { origin } = await getTrustedServer();
const work = await mkdtemp(join(tmpdir(), 'actions-'));
after(() => rm(work, { recursive: true, force: true }));

const graphClient = getAccessToken => Client.initWithMiddleware({
  authProvider: { getAccessToken }, baseUrl: origin, defaultVersion: 'beta', customHosts: new Set(['localhost']),
});

let tenant;
beforeEach(() => { tenant = newTenant(); });

describe('C1, the action that uploads policies', () => {
  /** Requests discovery and a token for each policy. The id is the first one in the text; the body is a stream of the file. */
  async function upload(xml) {
    const graph = graphClient(async () => {
      const issuer = await Issuer.discover(`${origin}/${tenant}/v2.0/.well-known/openid-configuration`);
      const client = new issuer.Client({ client_id: 'the-app', client_secret: 'the secret' });
      const { access_token } = await client.grant({
        grant_type: 'client_credentials', client_id: 'the-app', client_secret: 'the secret', scope: 'https://graph.microsoft.com/.default',
      });
      return access_token;
    });
    const file = join(work, 'policy.xml');
    await writeFile(file, xml);
    const id = /PolicyId="([^"]*)"/.exec(xml)?.[1] ?? '';
    return graph.api(`trustFramework/policies/${id}/$value`).putStream(createReadStream(file));
  }

  it('uploads a file as a chunked octet-stream; its token request has the secret in Basic and in the body', async () => {
    const recorder = recordRequests();
    await upload(minimalPolicy(tenant, 'B2C_1A_Action'));
    recorder.stop();

    const [discovery, token, put] = recorder.requests;
    assert.equal(recorder.requests.length, 3);
    assert.equal(`${discovery.method} ${discovery.path}`, `GET /${tenant}/v2.0/.well-known/openid-configuration`);
    assert.equal(token.method, 'POST');
    assert.match(token.path, /^\/[^/]+\/oauth2\/v2\.0\/token$/);
    assert.equal(token.headers.authorization, `Basic ${Buffer.from('the-app:the+secret').toString('base64')}`);
    assert.equal(`${put.method} ${put.path}`, 'PUT /beta/trustFramework/policies/B2C_1A_Action/$value');
    assert.equal(put.headers['content-type'], 'application/octet-stream');
    assert.equal(put.headers['transfer-encoding'], 'chunked');
    assert.equal(put.headers['content-length'], undefined);
    assert.match(put.headers.sdkversion, /^graph-js\/3\.0\.7 \(featureUsage=7\)$/);
    assert.match(put.headers['client-request-id'], /^[0-9a-f-]{36}$/);
  });

  it('uploads the files in the given order, and again', async () => {
    await makeExampleKeys();
    for (const run of ['new', 'existing'])
      for (const { id, xml } of await examplePolicies(tenant))
        assert.ok(await upload(xml), `${run} ${id}`);

    assert.deepEqual((await read('trustFramework/policies')).value.map(policy => policy.id), (await examplePolicies(tenant)).map(({ id }) => id));
  });

  it('stops at a policy whose base policy is missing, and prints the text of the service', async () => {
    await upload(minimalPolicy(tenant, 'B2C_1A_Other'));

    await assert.rejects(upload(minimalPolicy(tenant, 'B2C_1A_Leaf', 'B2C_1A_Base')), error => {
      assert.match(error.message, /^Validation failed: 1 validation error\(s\) found in policy "B2C_1A_LEAF" of tenant "t[0-9a-f]+\.onmicrosoft\.com"\./);
      assert.match(error.message, /Policy with 'policyId': B2C_1A_BASE cannot be found in the directory '[0-9a-f-]{36}'\./);
      return true;
    });
  });

  it('receives the text of the service for a file without an id', async () => {
    await assert.rejects(upload('<TrustFrameworkPolicy />'), error => {
      assert.equal(error.statusCode, 404);
      assert.equal(error.code, 'UnknownError');
      assert.match(JSON.parse(error.message).message, /No HTTP resource was found that matches the request URI '.*\/trustFramework\/policies'\.$/);
      return true;
    });
  });
});

describe('C2, the action that uploads a secret', () => {
  async function upload(name, secret) {
    const graph = graphClient(() => applicationToken(origin, tenant));
    try {
      await graph.api('trustFramework/keySets').post({ id: name });
    } catch {
      // The action treats any error as "the key set exists".
    }
    return graph.api(`trustFramework/keySets/${name}/uploadSecret`).post({ use: 'sig', k: secret });
  }

  it('can run repeatedly with a prefixed name; the prefix is not added twice', async () => {
    for (const secret of ['first', 'second'])
      assert.equal((await upload('B2C_1A_FacebookSecret', secret)).kty, 'oct');

    const { value } = await read('trustFramework/keySets');
    assert.deepEqual(value.map(set => set.id), ['B2C_1A_FacebookSecret']);
    assert.equal(value[0].keys.length, 2);
  });

  it('fails with an unprefixed name, because the key set has the prefix', async () => {
    await assert.rejects(upload('FacebookSecret', 'value'), error => {
      assert.equal(error.code, 'AADB2C95052');
      return true;
    });
    assert.deepEqual((await read('trustFramework/keySets')).value.map(set => set.id), ['B2C_1A_FacebookSecret']);
  });
});

describe('C3 and C4, the actions for certificates and all kinds of keys', () => {
  const certificate = newCertificate();

  it('C3 uploads a PFX file', async () => {
    const { pfx } = await certificate;
    const graph = graphClient(() => applicationToken(origin, tenant));
    await graph.api('trustFramework/keySets').post({ id: 'B2C_1A_SamlCert' });

    const key = await graph.api('trustFramework/keySets/B2C_1A_SamlCert/uploadPkcs12').post({ key: pfx, password: 'secret' });

    assert.equal(key.kty, 'RSA');
    await assert.rejects(
      graph.api('trustFramework/keySets/B2C_1A_SamlCert/uploadPkcs12').post({ key: pfx, password: 'wrong' }),
      { statusCode: 400, code: 'AADB2C90213', message: 'The certificate password provided in request is incorrect.' });
  });

  it('C4 calls all four actions with lowercase values and dates in milliseconds', async () => {
    const { pfx, cer } = await certificate;
    const graph = graphClient(() => applicationToken(origin, tenant));
    const farAway = Date.now() + 86_400_000;
    const actions = [
      ['generateKey', { use: 'sig', kty: 'rsa', nbf: Date.now(), exp: farAway }, 'RSA'],
      ['generateKey', { use: 'enc', kty: 'oct' }, 'oct'],
      ['uploadSecret', { use: 'enc', k: 'value', nbf: Date.now(), exp: farAway }, 'oct'],
      ['uploadCertificate', { key: cer }, 'RSA'],
      ['uploadPkcs12', { key: pfx, password: 'secret' }, 'RSA'],
    ];
    for (const [index, [action, body, kty]] of actions.entries()) {
      await graph.api('trustFramework/keySets').post({ id: `K${index}` });
      const key = await graph.api(`trustFramework/keySets/B2C_1A_K${index}/${action}`).post(body);
      assert.equal(key.kty, kty, action);
      if (body.exp)
        assert.equal(key.exp, farAway, action);
    }
  });
});

const read = async path => graphClient(() => applicationToken(origin, tenant)).api(path).get();

async function makeExampleKeys() {
  const graph = graphClient(() => applicationToken(origin, tenant));
  for (const { name, use } of exampleKeySets) {
    const { id } = await graph.api('trustFramework/keySets').post({ id: name });
    await graph.api(`trustFramework/keySets/${id}/generateKey`).post({ use, kty: 'RSA' });
  }
}
