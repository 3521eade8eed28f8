// conventions 9.2 and 5: @azure/identity with the two options that docs/clients.md names.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, describe, it } from 'node:test';
import {
  AuthorizationCodeCredential, ClientAssertionCredential, ClientCertificateCredential, ClientSecretCredential, DeviceCodeCredential,
  EnvironmentCredential, OnBehalfOfCredential, UsernamePasswordCredential,
} from '@azure/identity';
import { Client } from '@microsoft/microsoft-graph-client';
import { TokenCredentialAuthenticationProvider } from '@microsoft/microsoft-graph-client/authProviders/azureTokenCredentials/index.js';
import { claims, Delegated, msalErrorPattern, permissions, Scope, startRestrictedServer } from '../restricted-server.mjs';
import { recordRequests } from '../request-recorder.mjs';
import { signIn, submitDeviceCode } from '../sign-in.mjs';
import { getTrustedServer } from '../trusted-server.mjs';
import { newTenant } from '../http.mjs';

const open = await getTrustedServer();
const restricted = await startRestrictedServer();
after(() => restricted.stop());

const at = (server, more) => ({ authorityHost: server.origin, disableInstanceDiscovery: true, ...more });
const tenantId = newTenant();

/** Lists the policies with this credential. */
async function list(server, credential, scopes = [Scope]) {
  const graph = Client.initWithMiddleware({
    authProvider: new TokenCredentialAuthenticationProvider(credential, { scopes }),
    baseUrl: server.origin, defaultVersion: 'beta', customHosts: new Set(['localhost']),
  });
  return (await graph.api('/trustFramework/policies').get()).value;
}

const refused = (credential, error, code, scope = Scope) => assert.rejects(credential.getToken(scope), { message: msalErrorPattern(error, code) });

describe('applications with @azure/identity', () => {
  it('a secret needs one discovery and one token for all calls', async () => {
    const credential = new ClientSecretCredential(tenantId, randomUUID(), 'any', at(open));
    const recorder = recordRequests();
    await list(open, credential);
    await list(open, credential);
    recorder.stop();

    assert.deepEqual(recorder.requests.map(({ method, path }) => `${method} ${path.split('?')[0]}`), [
      `GET /${tenantId}/v2.0/.well-known/openid-configuration`, `POST /${tenantId}/oauth2/v2.0/token`,
      'GET /beta/trustFramework/policies', 'GET /beta/trustFramework/policies',
    ]);
  });

  it('a wrong secret, an unknown client, an invalid tenant and a scope other than .default are refused', async () => {
    const by = (client, secret, tenant = tenantId) => new ClientSecretCredential(tenant, client, secret, at(restricted));
    assert.deepEqual(await list(restricted, by('secret-app', 'right')), []);

    await refused(by('secret-app', 'wrong'), 'invalid_client', 7000215);
    await refused(by('nobody', 'right'), 'unauthorized_client', 700016);
    await refused(by('secret-app', 'right'), 'invalid_scope', 1002012, Delegated);
    await assert.rejects(by('secret-app', 'right', 'no-tenant').getToken(Scope), /no-tenant|endpoints_resolution_error|AADSTS900023/);
  });

  it('a registered certificate works, an unregistered one is refused', async () => {
    const { file } = restricted;
    const by = client => new ClientCertificateCredential(tenantId, client, { certificatePath: file }, at(restricted));
    const { token } = await by('certificate-app').getToken(Scope);

    assert.equal(claims(token).appidacr, '2');
    await refused(by('secret-app'), 'invalid_client', 700027);
  });

  it('a federated assertion works with the registered subject only', async () => {
    const by = (client, sub) => new ClientAssertionCredential(tenantId, client, async () => foreignAssertion(sub), at(restricted));
    const { token } = await by('federated-app', 'repo:contoso/policies:ref:refs/heads/main').getToken(Scope);

    assert.equal(claims(token).appid, 'federated-app');
    await refused(by('federated-app', 'repo:contoso/policies:ref:refs/heads/other'), 'invalid_client', 700213);
  });

  it('environment variables are sufficient, with AZURE_AUTHORITY_HOST', async () => {
    const values = { AZURE_AUTHORITY_HOST: open.origin, AZURE_TENANT_ID: tenantId, AZURE_CLIENT_ID: randomUUID(), AZURE_CLIENT_SECRET: 'any' };
    Object.assign(process.env, values);
    try {
      assert.deepEqual(await list(open, new EnvironmentCredential({ disableInstanceDiscovery: true })), []);
    } finally {
      for (const name of Object.keys(values))
        delete process.env[name];
    }
  });

  it('a client can have fewer permissions than the API offers', async () => {
    const credential = new ClientSecretCredential(tenantId, 'reader-app', 'right', at(restricted));
    assert.deepEqual(await list(restricted, credential), []);
    assert.deepEqual(claims((await credential.getToken(Scope)).token).roles, ['Policy.Read.All']);
  });
});

describe('users with @azure/identity', () => {
  it('a device code is approved automatically', async () => {
    const shown = [];
    const credential = new DeviceCodeCredential(at(open, { tenantId, clientId: randomUUID(), userPromptCallback: info => shown.push(info) }));

    assert.deepEqual(await list(open, credential, [Delegated]), []);
    assert.equal(shown.length, 1);
    assert.ok(shown[0].message.includes(shown[0].userCode), shown[0].message);
    assert.ok(shown[0].verificationUri.startsWith(open.origin), shown[0].verificationUri);
  });

  it('a device code is approved or declined at the page', async () => {
    const by = answer => new DeviceCodeCredential(at(restricted, {
      tenantId, clientId: 'public-app', userPromptCallback: info => submitDeviceCode(info.verificationUri, info.userCode, answer, 'anna', 'right'),
    }));

    assert.deepEqual(permissions((await by('accept').getToken(Delegated)).token), ['Policy.ReadWrite.TrustFramework']);
    await assert.rejects(by('cancel').getToken(Delegated), /authorization_declined/);
  });

  it('a password works; a wrong password and an unknown user are refused', async () => {
    const by = (user, password) => new UsernamePasswordCredential(tenantId, 'public-app', user, password, at(restricted));
    const { token } = await by(`anna@${tenantId}`, 'right').getToken(Delegated);

    assert.equal(claims(token).upn, `anna@${tenantId}`);
    await refused(by(`anna@${tenantId}`, 'wrong'), 'invalid_grant', 50126, Delegated);
    await refused(by(`nobody@${tenantId}`, 'right'), 'invalid_grant', 50034, Delegated);
  });

  it('a code from the sign-in page works once', async () => {
    const redirectUri = 'http://localhost:1234/back';
    const asked = { client_id: 'public-app', redirect_uri: redirectUri, scope: Delegated };
    const { searchParams } = await signIn(restricted.origin, tenantId, asked, 'anna', 'right');
    const by = () => new AuthorizationCodeCredential(tenantId, 'public-app', searchParams.get('code'), redirectUri, at(restricted));

    assert.deepEqual(permissions((await by().getToken(Delegated)).token), ['Policy.ReadWrite.TrustFramework']);
    await refused(by(), 'invalid_grant', 54005, Delegated);
  });

  it('on-behalf-of works with a user token and refuses an invalid one', async () => {
    const middle = { tenantId, clientId: 'secret-app', clientSecret: 'right' };
    const anna = new UsernamePasswordCredential(tenantId, 'public-app', `anna@${tenantId}`, 'right', at(restricted));
    const { token } = await anna.getToken('api://secret-app/access');
    const behalf = new OnBehalfOfCredential(at(restricted, { ...middle, userAssertionToken: token }));

    assert.deepEqual(await list(restricted, behalf), []);
    assert.equal(claims((await behalf.getToken(Scope)).token).upn, `anna@${tenantId}`);
    await refused(new OnBehalfOfCredential(at(restricted, { ...middle, userAssertionToken: `${token.slice(0, -8)}AAAAAAAA` })), 'invalid_grant', 50013);
  });
});

/** An assertion of another issuer. The server cannot verify its signature. */
function foreignAssertion(sub) {
  const encode = value => Buffer.from(JSON.stringify(value)).toString('base64url');
  const now = Math.floor(Date.now() / 1000);
  return [
    encode({ typ: 'JWT', alg: 'RS256', kid: 'theirs' }),
    encode({ iss: 'https://token.actions.githubusercontent.com', sub, aud: 'api://AzureADTokenExchange', iat: now, nbf: now, exp: now + 300 }),
    Buffer.from('a signature').toString('base64url'),
  ].join('.');
}
