// conventions 9.2 and 5: @azure/identity, with the two options that its recipe needs.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, describe, it } from 'node:test';
import {
  AuthorizationCodeCredential, ClientAssertionCredential, ClientCertificateCredential, ClientSecretCredential, DeviceCodeCredential,
  EnvironmentCredential, OnBehalfOfCredential, UsernamePasswordCredential,
} from '@azure/identity';
import { Client } from '@microsoft/microsoft-graph-client';
import { TokenCredentialAuthenticationProvider } from '@microsoft/microsoft-graph-client/authProviders/azureTokenCredentials/index.js';
import { claims, Delegated, permissions, printed, Scope, startClosedServer } from '../closed.mjs';
import { recordSent } from '../sent.mjs';
import { decide, signIn } from '../person.mjs';
import { trusted } from '../trusted.mjs';
import { newTenant } from '../wire.mjs';

const open = await trusted();
const closed = await startClosedServer();
after(() => closed.stop());

const at = (server, more) => ({ authorityHost: server.origin, disableInstanceDiscovery: true, ...more });
const tenantId = newTenant();

/** The list of policies with this credential; the token must be good for Graph. */
async function list(server, credential, scopes = [Scope]) {
  const graph = Client.initWithMiddleware({
    authProvider: new TokenCredentialAuthenticationProvider(credential, { scopes }),
    baseUrl: server.origin, defaultVersion: 'beta', customHosts: new Set(['localhost']),
  });
  return (await graph.api('/trustFramework/policies').get()).value;
}

const refused = (credential, error, code, scope = Scope) => assert.rejects(credential.getToken(scope), { message: printed(error, code) });

describe('applications by @azure/identity', () => {
  it('a secret: discovery once, then one token for all calls', async () => {
    const credential = new ClientSecretCredential(tenantId, randomUUID(), 'any', at(open));
    const sent = recordSent();
    await list(open, credential);
    await list(open, credential);
    sent.stop();

    assert.deepEqual(sent.requests.map(({ method, path }) => `${method} ${path.split('?')[0]}`), [
      `GET /${tenantId}/v2.0/.well-known/openid-configuration`, `POST /${tenantId}/oauth2/v2.0/token`,
      'GET /beta/trustFramework/policies', 'GET /beta/trustFramework/policies',
    ]);
  });

  it('a secret that is wrong, a client that is unknown, a tenant that is none, a scope that is no default', async () => {
    const by = (client, secret, tenant = tenantId) => new ClientSecretCredential(tenant, client, secret, at(closed));
    assert.deepEqual(await list(closed, by('secret-app', 'right')), []);

    await refused(by('secret-app', 'wrong'), 'invalid_client', 7000215);
    await refused(by('nobody', 'right'), 'unauthorized_client', 700016);
    await refused(by('secret-app', 'right'), 'invalid_scope', 1002012, Delegated);
    await assert.rejects(by('secret-app', 'right', 'no-tenant').getToken(Scope), /no-tenant|endpoints_resolution_error|AADSTS900023/);
  });

  it('a certificate, and one that is not registered', async () => {
    const { file } = closed;
    const by = client => new ClientCertificateCredential(tenantId, client, { certificatePath: file }, at(closed));
    const { token } = await by('certificate-app').getToken(Scope);

    assert.equal(claims(token).appidacr, '2');
    await refused(by('secret-app'), 'invalid_client', 700027);
  });

  it('an assertion of somebody else, with the subject that is registered or with another', async () => {
    const by = (client, sub) => new ClientAssertionCredential(tenantId, client, async () => foreignAssertion(sub), at(closed));
    const { token } = await by('federated-app', 'repo:contoso/policies:ref:refs/heads/main').getToken(Scope);

    assert.equal(claims(token).appid, 'federated-app');
    await refused(by('federated-app', 'repo:contoso/policies:ref:refs/heads/other'), 'invalid_client', 700213);
  });

  it('the environment alone, with AZURE_AUTHORITY_HOST', async () => {
    const values = { AZURE_AUTHORITY_HOST: open.origin, AZURE_TENANT_ID: tenantId, AZURE_CLIENT_ID: randomUUID(), AZURE_CLIENT_SECRET: 'any' };
    Object.assign(process.env, values);
    try {
      assert.deepEqual(await list(open, new EnvironmentCredential({ disableInstanceDiscovery: true })), []);
    } finally {
      for (const name of Object.keys(values))
        delete process.env[name];
    }
  });

  it('may hold too little for what it asks Graph', async () => {
    const credential = new ClientSecretCredential(tenantId, 'reader-app', 'right', at(closed));
    assert.deepEqual(await list(closed, credential), []);
    assert.deepEqual(claims((await credential.getToken(Scope)).token).roles, ['Policy.Read.All']);
  });
});

describe('users by @azure/identity', () => {
  it('a device that is let in by itself', async () => {
    const shown = [];
    const credential = new DeviceCodeCredential(at(open, { tenantId, clientId: randomUUID(), userPromptCallback: info => shown.push(info) }));

    assert.deepEqual(await list(open, credential, [Delegated]), []);
    assert.equal(shown.length, 1);
    assert.ok(shown[0].message.includes(shown[0].userCode), shown[0].message);
    assert.ok(shown[0].verificationUri.startsWith(open.origin), shown[0].verificationUri);
  });

  it('a device that somebody lets in at the page, or turns away', async () => {
    const by = answer => new DeviceCodeCredential(at(closed, {
      tenantId, clientId: 'public-app', userPromptCallback: info => decide(info.verificationUri, info.userCode, answer, 'anna', 'right'),
    }));

    assert.deepEqual(permissions((await by('accept').getToken(Delegated)).token), ['Policy.ReadWrite.TrustFramework']);
    await assert.rejects(by('cancel').getToken(Delegated), /authorization_declined/);
  });

  it('a password, a wrong one, an unknown user', async () => {
    const by = (user, password) => new UsernamePasswordCredential(tenantId, 'public-app', user, password, at(closed));
    const { token } = await by(`anna@${tenantId}`, 'right').getToken(Delegated);

    assert.equal(claims(token).upn, `anna@${tenantId}`);
    await refused(by(`anna@${tenantId}`, 'wrong'), 'invalid_grant', 50126, Delegated);
    await refused(by(`nobody@${tenantId}`, 'right'), 'invalid_grant', 50034, Delegated);
  });

  it('a code from the sign-in page, which is good once', async () => {
    const redirectUri = 'http://localhost:1234/back';
    const asked = { client_id: 'public-app', redirect_uri: redirectUri, scope: Delegated };
    const { searchParams } = await signIn(closed.origin, tenantId, asked, 'anna', 'right');
    const by = () => new AuthorizationCodeCredential(tenantId, 'public-app', searchParams.get('code'), redirectUri, at(closed));

    assert.deepEqual(permissions((await by().getToken(Delegated)).token), ['Policy.ReadWrite.TrustFramework']);
    await refused(by(), 'invalid_grant', 54005, Delegated);
  });

  it('on behalf of a user, and not with what is no token', async () => {
    const middle = { tenantId, clientId: 'secret-app', clientSecret: 'right' };
    const anna = new UsernamePasswordCredential(tenantId, 'public-app', `anna@${tenantId}`, 'right', at(closed));
    const { token } = await anna.getToken('api://secret-app/access');
    const behalf = new OnBehalfOfCredential(at(closed, { ...middle, userAssertionToken: token }));

    assert.deepEqual(await list(closed, behalf), []);
    assert.equal(claims((await behalf.getToken(Scope)).token).upn, `anna@${tenantId}`);
    await refused(new OnBehalfOfCredential(at(closed, { ...middle, userAssertionToken: `${token.slice(0, -8)}AAAAAAAA` })), 'invalid_grant', 50013);
  });
});

/** What another issuer would give out; nobody can check its signature here. */
function foreignAssertion(sub) {
  const encode = value => Buffer.from(JSON.stringify(value)).toString('base64url');
  const now = Math.floor(Date.now() / 1000);
  return [
    encode({ typ: 'JWT', alg: 'RS256', kid: 'theirs' }),
    encode({ iss: 'https://token.actions.githubusercontent.com', sub, aud: 'api://AzureADTokenExchange', iat: now, nbf: now, exp: now + 300 }),
    Buffer.from('a signature').toString('base64url'),
  ].join('.');
}
