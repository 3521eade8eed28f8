// conventions 5 and 9.2: msal-node, with the knownAuthorities that docs/clients.md names.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, describe, it } from 'node:test';
import { ConfidentialClientApplication, CryptoProvider, PublicClientApplication } from '@azure/msal-node';
import { claims, Delegated, msalErrorPattern, permissions, Scope, startRestrictedServer } from '../restricted-server.mjs';
import { signIn, submitDeviceCode } from '../sign-in.mjs';
import { recordRequests } from '../request-recorder.mjs';
import { getTrustedServer } from '../trusted-server.mjs';
import { newTenant, send } from '../http.mjs';

const open = await getTrustedServer();
const restricted = await startRestrictedServer();
after(() => restricted.stop());

const tenant = newTenant();
const host = server => new URL(server.origin).host;
const auth = (server, clientId, more) => ({ auth: { clientId, authority: `${server.origin}/${tenant}`, knownAuthorities: [host(server)], ...more } });
const confidential = (server, clientId, more) => new ConfidentialClientApplication(auth(server, clientId, more));
const publicClient = (server, clientId = randomUUID()) => new PublicClientApplication(auth(server, clientId));
const acquireForClient = (client, scopes = [Scope]) => client.acquireTokenByClientCredential({ scopes });
const refused = (asked, error, code) => assert.rejects(asked, { message: msalErrorPattern(error, code) });

const graph = async (server, token) =>
  (await send(server.origin, 'GET', '/beta/trustFramework/policies', { authorization: `Bearer ${token}` })).status;

describe('where msal-node finds the endpoints', () => {
  const lost = { errorCode: 'endpoints_resolution_error' };

  it('msal-node discovers the endpoints of an authority in knownAuthorities', async () => {
    const recorder = recordRequests();
    await acquireForClient(confidential(open, randomUUID(), { clientSecret: 'any' }));
    recorder.stop();

    assert.deepEqual(recorder.requests.map(({ method, path }) => `${method} ${path.split('?')[0]}`), [
      `GET /${tenant}/v2.0/.well-known/openid-configuration`, `POST /${tenant}/oauth2/v2.0/token`,
    ]);
  });

  it('discovery fails without knownAuthorities, and when the port is missing there', async () => {
    for (const knownAuthorities of [[], ['localhost']])
      await assert.rejects(acquireForClient(confidential(open, randomUUID(), { clientSecret: 'any', knownAuthorities })), lost);
  });

  it('an http authority is rejected', async () => {
    const authority = `${open.url.replace('127.0.0.1', 'localhost')}/${tenant}`;
    const asked = async () => acquireForClient(confidential(open, randomUUID(), { clientSecret: 'any', authority }));
    await assert.rejects(asked, { errorCode: 'authority_uri_insecure' });
  });

  it('cloud discovery metadata can name this host, and authority metadata replaces discovery', async () => {
    const alias = { preferred_network: host(open), preferred_cache: host(open), aliases: [host(open)] };
    const document = `/${tenant}/v2.0/.well-known/openid-configuration`;
    const cloudDiscoveryMetadata = JSON.stringify({ tenant_discovery_endpoint: open.origin + document, metadata: [alias] });
    await acquireForClient(confidential(open, randomUUID(), { clientSecret: 'any', knownAuthorities: [], cloudDiscoveryMetadata }));

    const authorityMetadata = (await send(open.origin, 'GET', document)).text;
    const recorder = recordRequests();
    await acquireForClient(confidential(open, randomUUID(), { clientSecret: 'any', authorityMetadata }));
    recorder.stop();
    assert.deepEqual(recorder.requests.map(({ method }) => method), ['POST']);
  });

  it('an invalid tenant makes discovery fail', async () => {
    const authority = `${open.origin}/no-tenant`;
    await assert.rejects(acquireForClient(confidential(open, randomUUID(), { clientSecret: 'any', authority })), lost);
  });
});

describe('applications by msal-node', () => {
  it('a secret gives a token with the roles, which Graph accepts', async () => {
    const { accessToken, expiresOn, tokenType } = await acquireForClient(confidential(restricted, 'secret-app', { clientSecret: 'right' }));

    assert.equal(tokenType, 'Bearer');
    assert.ok(expiresOn > new Date());
    assert.equal(claims(accessToken).idtyp, 'app');
    assert.equal(claims(accessToken).appid, 'secret-app');
    assert.deepEqual(['Policy.ReadWrite.TrustFramework', 'TrustFrameworkKeySet.ReadWrite.All'].filter(role => !claims(accessToken).roles.includes(role)), []);
    assert.equal(await graph(restricted, accessToken), 200);
  });

  it('a wrong secret, an unknown client, a scope other than .default and an unknown resource are refused', async () => {
    const by = (client, clientSecret, scopes) => acquireForClient(confidential(restricted, client, { clientSecret }), scopes);
    await refused(by('secret-app', 'wrong'), 'invalid_client', 7000215);
    await refused(by('nobody', 'right'), 'unauthorized_client', 700016);
    await refused(by('secret-app', 'right', [Delegated]), 'invalid_scope', 1002012);
    await refused(by('secret-app', 'right', ['https://vault.example/.default']), 'invalid_resource', 500011);
  });

  it('a certificate works with its SHA-256 thumbprint (PS256) and its SHA-1 thumbprint (RS256)', async () => {
    const { key, thumbprint, thumbprintSha256 } = restricted.certificate;
    for (const named of [{ thumbprintSha256 }, { thumbprint }]) {
      const { accessToken } = await acquireForClient(confidential(restricted, 'certificate-app', { clientCertificate: { ...named, privateKey: key } }));
      assert.equal(claims(accessToken).appidacr, '2');
    }
  });

  it('an unregistered certificate is refused', async () => {
    const { key } = restricted.certificate;
    const other = confidential(restricted, 'certificate-app', { clientCertificate: { thumbprintSha256: 'ab'.repeat(32), privateKey: key } });
    await refused(acquireForClient(other), 'invalid_client', 700027);
  });

  it('an assertion that is not a JWT is refused', async () => {
    await refused(acquireForClient(confidential(restricted, 'certificate-app', { clientAssertion: 'not a token' })), 'invalid_request', 50027);
  });
});

describe('users by msal-node', () => {
  const redirectUri = 'http://localhost:1234/back';
  const scopes = [Delegated];

  async function codeOf(challenge) {
    const asked = { client_id: 'public-app', redirect_uri: redirectUri, scope: `${Delegated} openid profile offline_access`, ...challenge };
    return (await signIn(restricted.origin, tenant, asked, 'anna', 'right')).searchParams.get('code');
  }

  it('a code with PKCE gives tokens, which are renewed without the user', async () => {
    const client = publicClient(restricted, 'public-app');
    const { verifier, challenge } = await new CryptoProvider().generatePkceCodes();
    const asked = new URL(await client.getAuthCodeUrl({ scopes, redirectUri, codeChallenge: challenge, codeChallengeMethod: 'S256' }));
    assert.equal(asked.origin, restricted.origin);
    assert.equal(asked.pathname, `/${tenant}/oauth2/v2.0/authorize`);
    const back = await signIn(restricted.origin, tenant, Object.fromEntries(asked.searchParams), 'anna', 'right');
    const first = await client.acquireTokenByCode({ scopes, redirectUri, code: back.searchParams.get('code'), codeVerifier: verifier });

    assert.deepEqual(permissions(first.accessToken), ['Policy.ReadWrite.TrustFramework']);
    assert.equal(claims(first.accessToken).idtyp, 'user');
    assert.equal(first.account.username, `anna@${tenant}`);
    assert.equal(first.account.homeAccountId, `${first.idTokenClaims.oid}.${first.idTokenClaims.tid}`);
    assert.equal(await graph(restricted, first.accessToken), 200);
    const recorder = recordRequests();
    const again = await client.acquireTokenSilent({ account: first.account, scopes, forceRefresh: true });
    recorder.stop();
    assert.notEqual(again.accessToken, first.accessToken);
    assert.ok(recorder.requests.at(-1).headers['x-anchormailbox'], JSON.stringify(recorder.requests));
  });

  it('a code is refused with the wrong verifier, at the wrong address and the second time', async () => {
    const client = publicClient(restricted, 'public-app');
    const crypto = new CryptoProvider();
    const { verifier, challenge } = await crypto.generatePkceCodes();
    const pkce = { code_challenge: challenge, code_challenge_method: 'S256' };

    const redeem = (code, more) => client.acquireTokenByCode({ scopes, redirectUri, code, codeVerifier: verifier, ...more });

    const other = (await crypto.generatePkceCodes()).verifier;
    await refused(redeem(await codeOf(pkce), { codeVerifier: other }), 'invalid_grant', 501481);
    await refused(redeem(await codeOf(pkce), { redirectUri: 'http://localhost:1234/other' }), 'invalid_client', 500112);
    const code = await codeOf(pkce);
    await redeem(code);
    await refused(redeem(code), 'invalid_grant', 54005);
    await refused(redeem('made up'), 'invalid_grant', 70000);
  });

  it('an unknown refresh token is refused', async () => {
    await refused(publicClient(restricted, 'public-app').acquireTokenByRefreshToken({ scopes, refreshToken: 'made up' }), 'invalid_grant', 70000);
  });

  it('a device code is approved automatically, approved at the page, or declined', async () => {
    const auto = await publicClient(open).acquireTokenByDeviceCode({ scopes, deviceCodeCallback: () => {} });
    assert.equal(claims(auto.accessToken).idtyp, 'user');

    const byHand = answer => publicClient(restricted, 'public-app').acquireTokenByDeviceCode({
      scopes, deviceCodeCallback: ({ verificationUri, userCode }) => submitDeviceCode(verificationUri, userCode, answer, 'anna', 'right'),
    });
    assert.equal((await byHand('accept')).account.username, `anna@${tenant}`);
    await assert.rejects(byHand('cancel'), /authorization_declined/);
  });

  it('a password works after realm discovery; a wrong password and an unknown user are refused', async () => {
    const by = (username, password) => publicClient(restricted, 'public-app').acquireTokenByUsernamePassword({ scopes, username, password });
    assert.equal(claims((await by(`anna@${tenant}`, 'right')).accessToken).upn, `anna@${tenant}`);

    await refused(by(`anna@${tenant}`, 'wrong'), 'invalid_grant', 50126);
    await refused(by(`nobody@${tenant}`, 'right'), 'invalid_grant', 50034);
  });

  it('on-behalf-of accepts a user token, and refuses tokens for other audiences, of applications and with a wrong signature', async () => {
    const anna = wanted => publicClient(restricted, 'public-app').acquireTokenByUsernamePassword({ scopes: wanted, username: `anna@${tenant}`, password: 'right' });
    const user = await anna(['api://secret-app/access']);
    const forGraph = await anna(scopes);
    const middle = confidential(restricted, 'secret-app', { clientSecret: 'right' });
    const behalf = oboAssertion => middle.acquireTokenOnBehalfOf({ scopes, oboAssertion, skipCache: true });
    const { accessToken } = await behalf(user.accessToken);

    assert.equal(claims(accessToken).upn, `anna@${tenant}`);
    assert.equal(claims(accessToken).appid, 'secret-app');
    await refused(behalf(forGraph.accessToken), 'invalid_grant', 500131);
    await refused(behalf(`${user.accessToken.slice(0, -8)}AAAAAAAA`), 'invalid_grant', 50013);
    const itself = await acquireForClient(confidential(restricted, 'reader-app', { clientSecret: 'right' }), ['api://secret-app/.default']);
    await refused(behalf(itself.accessToken), 'invalid_grant', 7000114);
  });
});
