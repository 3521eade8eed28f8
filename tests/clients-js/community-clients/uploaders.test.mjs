// clients 1.2, C5 to C7: tools that upload a folder of policies. The requests are sent by the libraries that the tools use, in the same versions.
import assert from 'node:assert/strict';
import { createHash, createPrivateKey, randomUUID, sign } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, it } from 'node:test';
import { Client } from '@microsoft/microsoft-graph-client';
import axios from 'axios';
import oldAxios from 'axios-0.21';
import * as msal2 from 'msal-node-2';
import * as msal3 from 'msal-node-3';
import { newCertificate } from '../certificates.mjs';
import { minimalPolicy } from '../policies.mjs';
import { recordRequests } from '../request-recorder.mjs';
import { getTrustedServer } from '../trusted-server.mjs';
import { applicationToken, newTenant, send } from '../http.mjs';

const { origin } = await getTrustedServer();

const scopes = ['https://graph.microsoft.com/.default'];
const address = id => `${origin}/beta/trustFramework/policies/${id}/$value`;

let tenant;
beforeEach(() => { tenant = newTenant(); });

const authority = () => ({ authority: `${origin}/${tenant}/`, knownAuthorities: [new URL(origin).host] });

describe('C5, all policies with MSAL 2 and the Graph client', () => {
  const certificate = newCertificate();

  async function upload(auth, id, xml) {
    const { accessToken } = await new msal2.ConfidentialClientApplication({ auth: { clientId: randomUUID(), ...authority(), ...auth } })
      .acquireTokenByClientCredential({ scopes });
    const graph = Client.initWithMiddleware({
      authProvider: { getAccessToken: async () => accessToken }, baseUrl: origin, defaultVersion: 'beta', customHosts: new Set(['localhost']),
    });
    return graph.api(`trustFramework/policies/${id}/$value`).put(xml);
  }

  it('sends the XML as application/json', async () => {
    const recorder = recordRequests();
    await upload({ clientSecret: 'any' }, 'B2C_1A_Five', minimalPolicy(tenant, 'B2C_1A_Five'));
    recorder.stop();

    const put = recorder.requests.at(-1);
    assert.equal(`${put.method} ${put.path}`, 'PUT /beta/trustFramework/policies/B2C_1A_Five/$value');
    assert.equal(put.headers['content-type'], 'application/json');
    assert.ok(recorder.requests.some(({ method, path }) => method === 'POST' && path.startsWith(`/${tenant}/oauth2/v2.0/token`)));
  });

  it('gets a token although spaces, commas and pipes of its telemetry are not encoded', async () => {
    const body = `client_id=${randomUUID()}&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default&grant_type=client_credentials&x-client-SKU=msal.js.node`
      + '&x-client-VER=2.6.2&x-ms-lib-capability=retry-after, h429&x-client-current-telemetry=5|771,2,,,|,'
      + '&x-client-last-telemetry=5|0|||0,0&client_secret=any';
    const token = await send(origin, 'POST', `/${tenant}/oauth2/v2.0/token`, { 'content-type': 'application/x-www-form-urlencoded;charset=utf-8' }, body);

    assert.equal(token.status, 200, token.text);
    assert.equal(token.json.token_type, 'Bearer');
  });

  it('signs in with a certificate', async () => {
    const { key, thumbprint } = await certificate;
    await upload({ clientCertificate: { thumbprint, privateKey: key } }, 'B2C_1A_Five', minimalPolicy(tenant, 'B2C_1A_Five'));
  });

  it('signs in with a federated assertion of GitHub', async () => {
    const encode = value => Buffer.from(JSON.stringify(value)).toString('base64url');
    const now = Math.floor(Date.now() / 1000);
    const { key } = await certificate;
    const text = `${encode({ typ: 'JWT', alg: 'RS256', kid: createHash('sha1').update(key).digest('hex') })}.${encode({
      iss: 'https://token.actions.githubusercontent.com', sub: 'repo:contoso/policies:ref:refs/heads/main',
      aud: 'api://AzureADTokenExchange', iat: now, nbf: now, exp: now + 300, jti: randomUUID(),
    })}`;
    const clientAssertion = `${text}.${sign('sha256', Buffer.from(text), createPrivateKey(key)).toString('base64url')}`;

    await upload({ clientAssertion }, 'B2C_1A_Five', minimalPolicy(tenant, 'B2C_1A_Five'));
  });

  it('uploads one policy after the other in the order of inheritance', async () => {
    for (const [id, base] of [['B2C_1A_Base'], ['B2C_1A_Extensions', 'B2C_1A_Base'], ['B2C_1A_SignIn', 'B2C_1A_Extensions']])
      await upload({ clientSecret: 'any' }, id, minimalPolicy(tenant, id, base));

    await assert.rejects(
      upload({ clientSecret: 'any' }, 'B2C_1A_Lost', minimalPolicy(tenant, 'B2C_1A_Lost', 'B2C_1A_Missing')), { statusCode: 400, code: 'AADB2C' });
  });
});

describe('C6, all policies of one level in parallel', () => {
  it('uploads twenty policies of one level in parallel, and again', async () => {
    const levels = [[['B2C_1A_Base']], Array.from({ length: 20 }, (_, index) => [`B2C_1A_Leaf${index}`, 'B2C_1A_Base'])];
    const headers = { Authorization: `Bearer ${await applicationToken(origin, tenant)}`, 'content-type': 'application/xml' };
    const recorder = recordRequests();
    for (const status of [201, 200]) {
      for (const level of levels) {
        const answers = await Promise.all(level.map(([id, base]) => oldAxios.put(address(id), minimalPolicy(tenant, id, base), { headers })));
        assert.deepEqual(answers.map(answer => answer.status), level.map(() => status));
      }
    }
    recorder.stop();

    assert.equal(recorder.requests.length, 42);
    assert.equal(recorder.requests[0].headers.accept, 'application/json, text/plain, */*');
    assert.equal(recorder.requests[0].headers['content-type'], 'application/xml');
    assert.match(recorder.requests[0].headers['user-agent'], /^axios\/0\.21/);
    const { data } = await oldAxios.get(`${origin}/beta/trustFramework/policies`, { headers });
    assert.equal(data.value.length, 21);
  });

  it('prints the JSON body of an error; the Go version differs only in the charset', async () => {
    const headers = { Authorization: `Bearer ${await applicationToken(origin, tenant)}`, 'content-type': 'application/xml; charset=utf-8' };
    assert.equal((await oldAxios.put(address('B2C_1A_Go'), minimalPolicy(tenant, 'B2C_1A_Go'), { headers })).status, 201);

    await assert.rejects(oldAxios.put(address('B2C_1A_Go'), minimalPolicy('other.onmicrosoft.com', 'B2C_1A_Go'), { headers }), ({ response }) => {
      assert.equal(response.status, 400);
      assert.equal(response.data.error.code, 'AADB2C');
      assert.match(response.data.error.message, /TenantId in the policy xml 'other\.onmicrosoft\.com' is not same as the one in login tenant/);
      return true;
    });
  });
});

describe('C7, the pipeline task that streams', () => {
  it('sends the request id in the query of the token request, and the file as chunked XML', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'task-'));
    try {
      const file = join(folder, 'policy.xml');
      await writeFile(file, minimalPolicy(tenant, 'B2C_1A_Seven'));
      const recorder = recordRequests();
      const { accessToken } = await new msal3.ConfidentialClientApplication({ auth: { clientId: randomUUID(), clientSecret: 'any', ...authority() } })
        .acquireTokenByClientCredential({ scopes });
      const headers = { Authorization: `Bearer ${accessToken}`, 'Content-Type': 'application/xml' };
      const answer = await axios.put(address('B2C_1A_Seven'), createReadStream(file), { headers });
      recorder.stop();

      assert.equal(answer.status, 201);
      const [token, put] = recorder.requests.slice(-2);
      assert.match(`${token.method} ${token.path}`, /^POST \/t[0-9a-f]+\.onmicrosoft\.com\/oauth2\/v2\.0\/token\?client-request-id=[0-9a-f-]{36}$/);
      assert.equal(put.headers['content-type'], 'application/xml');
      assert.equal(put.headers['transfer-encoding'], 'chunked');
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('prints the JSON error', async () => {
    const headers = { Authorization: `Bearer ${await applicationToken(origin, tenant)}`, 'Content-Type': 'application/xml' };

    await assert.rejects(axios.put(address('B2C_1A_Other'), minimalPolicy(tenant, 'B2C_1A_Seven'), { headers }), ({ response }) => {
      assert.equal(response.status, 400);
      assert.equal(response.data.error.code, 'AADB2C');
      assert.ok(response.data.error.innerError.correlationId);
      return true;
    });
  });
});
