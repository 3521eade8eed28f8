// conventions 5 and 9.2: msal-node, with knownAuthorities as its recipe has it.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, describe, it } from 'node:test';
import { ConfidentialClientApplication, CryptoProvider, PublicClientApplication } from '@azure/msal-node';
import { claims, Delegated, permissions, printed, Scope, startClosedServer } from '../closed.mjs';
import { decide, signIn } from '../person.mjs';
import { recordSent } from '../sent.mjs';
import { trusted } from '../trusted.mjs';
import { newTenant, send } from '../wire.mjs';

const open = await trusted();
const closed = await startClosedServer();
after(() => closed.stop());

const tenant = newTenant();
const host = server => new URL(server.origin).host;
const auth = (server, clientId, more) => ({ auth: { clientId, authority: `${server.origin}/${tenant}`, knownAuthorities: [host(server)], ...more } });
const confidential = (server, clientId, more) => new ConfidentialClientApplication(auth(server, clientId, more));
const anyone = (server, clientId = randomUUID()) => new PublicClientApplication(auth(server, clientId));
const forItself = (client, scopes = [Scope]) => client.acquireTokenByClientCredential({ scopes });
const refused = (asked, error, code) => assert.rejects(asked, { message: printed(error, code) });

const graph = async (server, token) =>
  (await send(server.origin, 'GET', '/beta/trustFramework/policies', { authorization: `Bearer ${token}` })).status;

describe('where msal-node finds the endpoints', () => {
  const lost = { errorCode: 'endpoints_resolution_error' };

  it('by discovery of an authority that it is told to know', async () => {
    const sent = recordSent();
    await forItself(confidential(open, randomUUID(), { clientSecret: 'any' }));
    sent.stop();

    assert.deepEqual(sent.requests.map(({ method, path }) => `${method} ${path.split('?')[0]}`), [
      `GET /${tenant}/v2.0/.well-known/openid-configuration`, `POST /${tenant}/oauth2/v2.0/token`,
    ]);
  });

  it('not without knownAuthorities, nor with the port left out', async () => {
    for (const knownAuthorities of [[], ['localhost']])
      await assert.rejects(forItself(confidential(open, randomUUID(), { clientSecret: 'any', knownAuthorities })), lost);
  });

  it('not over http', async () => {
    const authority = `${open.url.replace('127.0.0.1', 'localhost')}/${tenant}`;
    const asked = async () => forItself(confidential(open, randomUUID(), { clientSecret: 'any', authority }));
    await assert.rejects(asked, { errorCode: 'authority_uri_insecure' });
  });

  it('by metadata about the clouds that name this host, and by metadata of the authority without any discovery', async () => {
    const alias = { preferred_network: host(open), preferred_cache: host(open), aliases: [host(open)] };
    const document = `/${tenant}/v2.0/.well-known/openid-configuration`;
    const cloudDiscoveryMetadata = JSON.stringify({ tenant_discovery_endpoint: open.origin + document, metadata: [alias] });
    await forItself(confidential(open, randomUUID(), { clientSecret: 'any', knownAuthorities: [], cloudDiscoveryMetadata }));

    const authorityMetadata = (await send(open.origin, 'GET', document)).text;
    const sent = recordSent();
    await forItself(confidential(open, randomUUID(), { clientSecret: 'any', authorityMetadata }));
    sent.stop();
    assert.deepEqual(sent.requests.map(({ method }) => method), ['POST']);
  });

  it('also where the tenant is none: the discovery document is refused', async () => {
    const authority = `${open.origin}/no-tenant`;
    await assert.rejects(forItself(confidential(open, randomUUID(), { clientSecret: 'any', authority })), lost);
  });
});

describe('applications by msal-node', () => {
  it('a secret: a token with the roles, good for Graph', async () => {
    const { accessToken, expiresOn, tokenType } = await forItself(confidential(closed, 'secret-app', { clientSecret: 'right' }));

    assert.equal(tokenType, 'Bearer');
    assert.ok(expiresOn > new Date());
    assert.equal(claims(accessToken).idtyp, 'app');
    assert.equal(claims(accessToken).appid, 'secret-app');
    assert.equal(claims(accessToken).roles.length, 4);
    assert.equal(await graph(closed, accessToken), 200);
  });

  it('a wrong secret, an unknown client, a scope that is no default, a resource that nobody knows', async () => {
    const by = (client, clientSecret, scopes) => forItself(confidential(closed, client, { clientSecret }), scopes);
    await refused(by('secret-app', 'wrong'), 'invalid_client', 7000215);
    await refused(by('nobody', 'right'), 'unauthorized_client', 700016);
    await refused(by('secret-app', 'right', [Delegated]), 'invalid_scope', 1002012);
    await refused(by('secret-app', 'right', ['https://vault.example/.default']), 'invalid_resource', 500011);
  });

  it('a certificate by its SHA-256 thumbprint (PS256) and by its SHA-1 thumbprint (RS256)', async () => {
    const { key, thumbprint, thumbprintSha256 } = closed.certificate;
    for (const named of [{ thumbprintSha256 }, { thumbprint }]) {
      const { accessToken } = await forItself(confidential(closed, 'certificate-app', { clientCertificate: { ...named, privateKey: key } }));
      assert.equal(claims(accessToken).appidacr, '2');
    }
  });

  it('a certificate that is not registered', async () => {
    const { key } = closed.certificate;
    const other = confidential(closed, 'certificate-app', { clientCertificate: { thumbprintSha256: 'ab'.repeat(32), privateKey: key } });
    await refused(forItself(other), 'invalid_client', 700027);
  });

  it('an assertion that is no token', async () => {
    await refused(forItself(confidential(closed, 'certificate-app', { clientAssertion: 'not a token' })), 'invalid_request', 50027);
  });
});

describe('users by msal-node', () => {
  const redirectUri = 'http://localhost:1234/back';
  const scopes = [Delegated];

  async function codeOf(challenge) {
    const asked = { client_id: 'public-app', redirect_uri: redirectUri, scope: `${Delegated} openid profile offline_access`, ...challenge };
    return (await signIn(closed.origin, tenant, asked, 'anna', 'right')).searchParams.get('code');
  }

  it('a code with PKCE, then new tokens without the user', async () => {
    const client = anyone(closed, 'public-app');
    const { verifier, challenge } = await new CryptoProvider().generatePkceCodes();
    const asked = new URL(await client.getAuthCodeUrl({ scopes, redirectUri, codeChallenge: challenge, codeChallengeMethod: 'S256' }));
    assert.equal(asked.origin, closed.origin);
    assert.equal(asked.pathname, `/${tenant}/oauth2/v2.0/authorize`);
    const back = await signIn(closed.origin, tenant, Object.fromEntries(asked.searchParams), 'anna', 'right');
    const first = await client.acquireTokenByCode({ scopes, redirectUri, code: back.searchParams.get('code'), codeVerifier: verifier });

    assert.deepEqual(permissions(first.accessToken), ['Policy.ReadWrite.TrustFramework']);
    assert.equal(claims(first.accessToken).idtyp, 'user');
    assert.equal(first.account.username, `anna@${tenant}`);
    assert.equal(first.account.homeAccountId, `${first.idTokenClaims.oid}.${first.idTokenClaims.tid}`);
    assert.equal(await graph(closed, first.accessToken), 200);
    const sent = recordSent();
    const again = await client.acquireTokenSilent({ account: first.account, scopes, forceRefresh: true });
    sent.stop();
    assert.notEqual(again.accessToken, first.accessToken);
    assert.ok(sent.requests.at(-1).headers['x-anchormailbox'], JSON.stringify(sent.requests));
  });

  it('a code with the wrong verifier, at the wrong address, and a second time', async () => {
    const client = anyone(closed, 'public-app');
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

  it('a refresh token that nobody gave out', async () => {
    await refused(anyone(closed, 'public-app').acquireTokenByRefreshToken({ scopes, refreshToken: 'made up' }), 'invalid_grant', 70000);
  });

  it('a device code: let in by itself, let in at the page, turned away', async () => {
    const auto = await anyone(open).acquireTokenByDeviceCode({ scopes, deviceCodeCallback: () => {} });
    assert.equal(claims(auto.accessToken).idtyp, 'user');

    const byHand = answer => anyone(closed, 'public-app').acquireTokenByDeviceCode({
      scopes, deviceCodeCallback: ({ verificationUri, userCode }) => decide(verificationUri, userCode, answer, 'anna', 'right'),
    });
    assert.equal((await byHand('accept')).account.username, `anna@${tenant}`);
    await assert.rejects(byHand('cancel'), /authorization_declined/);
  });

  it('a password, which first asks for the realm; a wrong one, an unknown user', async () => {
    const by = (username, password) => anyone(closed, 'public-app').acquireTokenByUsernamePassword({ scopes, username, password });
    assert.equal(claims((await by(`anna@${tenant}`, 'right')).accessToken).upn, `anna@${tenant}`);

    await refused(by(`anna@${tenant}`, 'wrong'), 'invalid_grant', 50126);
    await refused(by(`nobody@${tenant}`, 'right'), 'invalid_grant', 50034);
  });

  it('on behalf of a user; not with a token for somebody else, an application\'s, or none', async () => {
    const anna = wanted => anyone(closed, 'public-app').acquireTokenByUsernamePassword({ scopes: wanted, username: `anna@${tenant}`, password: 'right' });
    const user = await anna(['api://secret-app/access']);
    const forGraph = await anna(scopes);
    const middle = confidential(closed, 'secret-app', { clientSecret: 'right' });
    const behalf = oboAssertion => middle.acquireTokenOnBehalfOf({ scopes, oboAssertion, skipCache: true });
    const { accessToken } = await behalf(user.accessToken);

    assert.equal(claims(accessToken).upn, `anna@${tenant}`);
    assert.equal(claims(accessToken).appid, 'secret-app');
    await refused(behalf(forGraph.accessToken), 'invalid_grant', 500131);
    await refused(behalf(`${user.accessToken.slice(0, -8)}AAAAAAAA`), 'invalid_grant', 50013);
    const itself = await forItself(confidential(closed, 'reader-app', { clientSecret: 'right' }), ['api://secret-app/.default']);
    await refused(behalf(itself.accessToken), 'invalid_grant', 7000114);
  });
});
