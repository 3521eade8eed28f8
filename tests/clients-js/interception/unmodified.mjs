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
import { Delegated, Scope } from '../closed.mjs';
import { smallPolicy } from '../policies.mjs';
import { recordSent } from '../sent.mjs';
import { trusted } from '../trusted.mjs';
import { newTenant } from '../wire.mjs';

const { ca } = await trusted('--intercept');

const Graph = 'https://graph.microsoft.com/beta/trustFramework';
const curl = async (...args) => (await promisify(execFile)('curl', ['-sS', '-q', '--cacert', ca, ...args])).stdout;

const curlToken = async (login, scope) => JSON.parse(await curl(
  `https://${login}/${tenant}/oauth2/v2.0/token`, '-d', 'grant_type=client_credentials', '-d', 'client_id=any', '-d', 'client_secret=any',
  '-d', `scope=${scope}`)).access_token;

let tenant;
beforeEach(() => { tenant = newTenant(); });

describe('Graph\'s JavaScript client with its own defaults', () => {
  const upload = async (authProvider, id) => {
    const graph = Client.initWithMiddleware({ authProvider, defaultVersion: 'beta' });
    await graph.api(`/trustFramework/policies/${id}/$value`).header('Content-Type', 'application/xml').put(smallPolicy(tenant, id));
    return (await graph.api('/trustFramework/policies').get()).value.map(policy => policy.id);
  };

  it('and @azure/identity: a secret', async () => {
    const credential = new ClientSecretCredential(tenant, randomUUID(), 'any');
    const sent = recordSent();
    assert.deepEqual(await upload(new TokenCredentialAuthenticationProvider(credential, { scopes: [Scope] }), 'B2C_1A_Secret'), ['B2C_1A_Secret']);
    sent.stop();

    const hosts = new Set(sent.requests.map(({ headers }) => headers.host));
    assert.deepEqual([...hosts].toSorted(), ['graph.microsoft.com', 'login.microsoftonline.com']);
  });

  it('and @azure/identity: a device code', async () => {
    let shown;
    const credential = new DeviceCodeCredential({ tenantId: tenant, clientId: randomUUID(), userPromptCallback: info => { shown = info; } });
    assert.deepEqual(await upload(new TokenCredentialAuthenticationProvider(credential, { scopes: [Delegated] }), 'B2C_1A_Device'), ['B2C_1A_Device']);
    assert.match(shown.verificationUri, /^https:\/\/login\.microsoftonline\.com\//);
  });

  it('and msal-node: no known authorities', async () => {
    const authority = `https://login.microsoftonline.com/${tenant}`;
    const app = new ConfidentialClientApplication({ auth: { clientId: randomUUID(), clientSecret: 'any', authority } });
    const { accessToken } = await app.acquireTokenByClientCredential({ scopes: [Scope] });
    assert.deepEqual(await upload({ getAccessToken: async () => accessToken }, 'B2C_1A_Msal'), ['B2C_1A_Msal']);
  });
});

describe('others with the real names written into them', () => {
  it('openid-client finds the documents of the real host, as the GitHub Actions do', async () => {
    const issuer = await Issuer.discover(`https://login.microsoftonline.com/${tenant}/v2.0/.well-known/openid-configuration`);
    assert.match(issuer.metadata.token_endpoint, /^https:\/\/login\.microsoftonline\.com\/[^/]+\/oauth2\/v2\.0\/token$/);

    const client = new issuer.Client({ client_id: 'the-app', client_secret: 'any' });
    const { access_token } = await client.grant({ grant_type: 'client_credentials', client_id: 'the-app', client_secret: 'any', scope: Scope });
    const list = await fetch(`${Graph}/policies`, { headers: { authorization: `Bearer ${access_token}` } });
    assert.equal(list.status, 200);
    assert.equal((await list.json())['@odata.context'], 'https://graph.microsoft.com/beta/$metadata#trustFramework/policies');
  });

  it('curl asks for a token and uploads; the 401 names the real host', async () => {
    const bearer = `Authorization: Bearer ${await curlToken('login.microsoftonline.com', Scope)}`;
    const put = await curl(
      '-X', 'PUT', '-w', '%{http_code}', '-o', '/dev/null', `${Graph}/policies/B2C_1A_Curl/$value`,
      '-H', bearer, '-H', 'Content-Type: application/xml', '--data-binary', smallPolicy(tenant, 'B2C_1A_Curl'));
    assert.equal(put, '201');

    const refused = await curl('-D', '-', '-o', '/dev/null', `${Graph}/policies`);
    assert.match(refused, /authorization_uri="https:\/\/login\.microsoftonline\.com\/common\/oauth2\/authorize"/);
  });

  it('the hosts of another cloud', async () => {
    const bearer = `Authorization: Bearer ${await curlToken('login.microsoftonline.us', 'https://graph.microsoft.us/.default')}`;
    const list = JSON.parse(await curl('https://graph.microsoft.us/beta/trustFramework/policies', '-H', bearer));
    assert.equal(list['@odata.context'], 'https://graph.microsoft.us/beta/$metadata#trustFramework/policies');
  });

  it('each host answers only for itself', async () => {
    assert.equal(await curl('-w', '%{http_code}', '-o', '/dev/null', `https://graph.microsoft.com/${tenant}/v2.0/.well-known/openid-configuration`), '401');
    assert.equal(await curl('-w', '%{http_code}', '-o', '/dev/null', 'https://login.microsoftonline.com/beta/trustFramework/policies'), '404');
  });

  it('no other name: the certificate does not cover it, though it points here too', async () => {
    await assert.rejects(curl('https://unrelated.example/'), ({ code }) => {
      assert.equal(code, 60);
      return true;
    });
  });
});
