import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { beforeEach, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { ClientSecretCredential, DeviceCodeCredential } from '@azure/identity';
import { ConfidentialClientApplication } from '@azure/msal-node';
import { Client } from '@microsoft/microsoft-graph-client';
import { TokenCredentialAuthenticationProvider } from '@microsoft/microsoft-graph-client/authProviders/azureTokenCredentials/index.js';
import { Issuer } from 'openid-client';
import { Delegated, Scope } from '../restricted-server.mjs';
import { minimalPolicy } from '../policies.mjs';
import { recordRequests } from '../request-recorder.mjs';
import { getTrustedServer } from '../trusted-server.mjs';
import { newTenant } from '../http.mjs';

const { ca } = await getTrustedServer('--intercept');

const Graph = 'https://graph.microsoft.com/beta/trustFramework';
const curl = async (...args) => (await promisify(execFile)('curl', ['-sS', '-q', '--cacert', ca, ...args])).stdout;

const curlToken = async (login, scope) => JSON.parse(await curl(
  `https://${login}/${tenant}/oauth2/v2.0/token`, '-d', 'grant_type=client_credentials', '-d', 'client_id=any', '-d', 'client_secret=any',
  '-d', `scope=${scope}`)).access_token;

let tenant;
beforeEach(() => { tenant = newTenant(); });

describe('Graph\'s JavaScript client with its defaults', () => {
  const upload = async (authProvider, id) => {
    const graph = Client.initWithMiddleware({ authProvider, defaultVersion: 'beta' });
    await graph.api(`/trustFramework/policies/${id}/$value`).header('Content-Type', 'application/xml').put(minimalPolicy(tenant, id));
    return (await graph.api('/trustFramework/policies').get()).value.map(policy => policy.id);
  };

  it('works with @azure/identity and a secret', async () => {
    const credential = new ClientSecretCredential(tenant, randomUUID(), 'any');
    const recorder = recordRequests();
    assert.deepEqual(await upload(new TokenCredentialAuthenticationProvider(credential, { scopes: [Scope] }), 'B2C_1A_Secret'), ['B2C_1A_Secret']);
    recorder.stop();

    const hosts = new Set(recorder.requests.map(({ headers }) => headers.host));
    assert.deepEqual([...hosts].toSorted(), ['graph.microsoft.com', 'login.microsoftonline.com']);
  });

  it('works with @azure/identity and a device code', async () => {
    let shown;
    const credential = new DeviceCodeCredential({ tenantId: tenant, clientId: randomUUID(), userPromptCallback: info => { shown = info; } });
    assert.deepEqual(await upload(new TokenCredentialAuthenticationProvider(credential, { scopes: [Delegated] }), 'B2C_1A_Device'), ['B2C_1A_Device']);
    assert.match(shown.verificationUri, /^https:\/\/login\.microsoftonline\.com\//);
  });

  it('works with msal-node without known authorities', async () => {
    const authority = `https://login.microsoftonline.com/${tenant}`;
    const app = new ConfidentialClientApplication({ auth: { clientId: randomUUID(), clientSecret: 'any', authority } });
    const { accessToken } = await app.acquireTokenByClientCredential({ scopes: [Scope] });
    assert.deepEqual(await upload({ getAccessToken: async () => accessToken }, 'B2C_1A_Msal'), ['B2C_1A_Msal']);
  });
});

describe('other clients with built-in names', () => {
  it('openid-client discovers the endpoints under the real host name, as the GitHub Actions do', async () => {
    const issuer = await Issuer.discover(`https://login.microsoftonline.com/${tenant}/v2.0/.well-known/openid-configuration`);
    assert.match(issuer.metadata.token_endpoint, /^https:\/\/login\.microsoftonline\.com\/[^/]+\/oauth2\/v2\.0\/token$/);

    const client = new issuer.Client({ client_id: 'the-app', client_secret: 'any' });
    const { access_token } = await client.grant({ grant_type: 'client_credentials', client_id: 'the-app', client_secret: 'any', scope: Scope });
    const list = await fetch(`${Graph}/policies`, { headers: { authorization: `Bearer ${access_token}` } });
    assert.equal(list.status, 200);
    assert.equal((await list.json())['@odata.context'], 'https://graph.microsoft.com/beta/$metadata#trustFramework/policies');
  });

  it('curl requests a token and uploads; a 401 response names the real host', async () => {
    const bearer = `Authorization: Bearer ${await curlToken('login.microsoftonline.com', Scope)}`;
    const put = await curl(
      '-X', 'PUT', '-w', '%{http_code}', '-o', '/dev/null', `${Graph}/policies/B2C_1A_Curl/$value`,
      '-H', bearer, '-H', 'Content-Type: application/xml', '--data-binary', minimalPolicy(tenant, 'B2C_1A_Curl'));
    assert.equal(put, '201');

    const refused = await curl('-D', '-', '-o', '/dev/null', `${Graph}/policies`);
    assert.match(refused, /authorization_uri="https:\/\/login\.microsoftonline\.com\/common\/oauth2\/authorize"/);
  });

  it('the hosts of a national cloud work', async () => {
    const bearer = `Authorization: Bearer ${await curlToken('login.microsoftonline.us', 'https://graph.microsoft.us/.default')}`;
    const list = JSON.parse(await curl('https://graph.microsoft.us/beta/trustFramework/policies', '-H', bearer));
    assert.equal(list['@odata.context'], 'https://graph.microsoft.us/beta/$metadata#trustFramework/policies');
  });

  it('each host serves only its own API', async () => {
    assert.equal(await curl('-w', '%{http_code}', '-o', '/dev/null', `https://graph.microsoft.com/${tenant}/v2.0/.well-known/openid-configuration`), '401');
    assert.equal(await curl('-w', '%{http_code}', '-o', '/dev/null', 'https://login.microsoftonline.com/beta/trustFramework/policies'), '404');
  });

  it('the certificate does not cover other names, although they resolve to the server', async () => {
    await assert.rejects(curl('https://unrelated.example/'), ({ code }) => {
      assert.equal(code, 60);
      return true;
    });
  });
});
