// docs/sign-in.md: msal-node and openid-client sign in through a policy. Only the host differs from the service's.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { ConfidentialClientApplication, CryptoProvider, PublicClientApplication } from '@azure/msal-node';
import { generators, Issuer } from 'openid-client';
import { api, createPolicyTenant, followRedirect, nativeApp, policy, redirectUri, secret, webApp } from '../policy-tenant.mjs';
import { send } from '../http.mjs';
import { recordRequests } from '../request-recorder.mjs';
import { claims } from '../restricted-server.mjs';
import { getTrustedServer } from '../trusted-server.mjs';

const server = await getTrustedServer('--MockServer:SignIn=automatic');
const { tenant, authority, otherAuthority, scopes, defaultScope } = await createPolicyTenant(server);
const issuer = await Issuer.discover(`${authority}/v2.0/.well-known/openid-configuration`);
const knownAuthorities = [new URL(server.origin).host];

/** The error of a policy's token endpoint as the libraries repeat it. */
const policyError = code => new RegExp(`AADB2C${code}: .+\\r\\nCorrelation ID: [0-9a-f-]{36}\\r\\nTimestamp: [\\d-]{10} [\\d:]{8}Z`);

describe('msal-node with a policy as authority', () => {
  const publicClient = more => new PublicClientApplication({ auth: { clientId: nativeApp, authority, knownAuthorities, ...more } });
  const confidential = more => new ConfidentialClientApplication({
    auth: { clientId: webApp, clientSecret: secret, authority, knownAuthorities, ...more },
  });
  const refused = (asked, error, code) => assert.rejects(asked, actual => {
    assert.equal(actual.errorCode, error);
    assert.match(actual.message, policyError(code));
    return true;
  });

  /** Signs in and returns a function that redeems the code, with changed values if needed. */
  async function authorize(client, more = {}) {
    const { verifier, challenge } = await new CryptoProvider().generatePkceCodes();
    const [state, nonce] = [randomUUID(), randomUUID()];
    const asked = { scopes, redirectUri, state, nonce, codeChallenge: challenge, codeChallengeMethod: 'S256', ...more };
    const response = Object.fromEntries((await followRedirect(await client.getAuthCodeUrl(asked))).searchParams);
    return (redeemer = client, changed = {}) => redeemer.acquireTokenByCode(
      { scopes, redirectUri, state, nonce, code: response.code, codeVerifier: verifier, ...more, ...changed }, response);
  }
  const signIn = async (client, more) => (await authorize(client, more))();

  it('signs in with a code and PKCE, and reads the claims of the policy', async () => {
    const recorder = recordRequests();
    const { accessToken, idTokenClaims, account, tokenType, expiresOn, scopes: granted } = await signIn(publicClient());
    recorder.stop();

    const path = `/${tenant}/${policy.toLowerCase()}`;
    assert.deepEqual(recorder.requests.map(request => `${request.method} ${request.path.split('?')[0]}`), [
      `GET ${path}/v2.0/.well-known/openid-configuration`, `GET ${path}/oauth2/v2.0/authorize`, `POST ${path}/oauth2/v2.0/token`,
    ]);
    const { sub, tid, iss, acr, aud, displayName, email, city, newUser } = idTokenClaims;
    assert.deepEqual({ iss, acr, aud, displayName, email, city, newUser }, {
      iss: `${server.origin}/${tid}/v2.0/`, acr: policy.toLowerCase(), aud: nativeApp,
      displayName: 'Jane Doe', email: 'jane@example.com', city: 'osaka', newUser: false,
    });
    assert.equal(account.homeAccountId, `${sub}-${policy.toLowerCase()}.${tid}`);
    assert.equal(account.localAccountId, sub);
    assert.equal(account.tenantId, tid);
    assert.equal(tokenType, 'Bearer');
    assert.ok(expiresOn > new Date());
    assert.deepEqual(granted.toSorted(), [...scopes, 'offline_access', 'openid'].toSorted());
    const { aud: audience, azp, scp, sub: subject } = claims(accessToken);
    assert.deepEqual({ audience, azp, scp, subject }, { audience: api, azp: nativeApp, scp: 'read', subject: sub });
  });

  it('rejects an ID token whose nonce is not that of the request', async () => {
    const redeem = await authorize(confidential());
    await assert.rejects(redeem(confidential(), { nonce: 'other' }), { errorCode: 'nonce_mismatch' });
  });

  it('signs in with the prefix tfp in the authority, and with the id of the tenant', async () => {
    const { idTokenClaims: { tid } } = await signIn(publicClient());
    for (const path of [`tfp/${tenant}`, tid])
      assert.equal((await signIn(publicClient({ authority: `${server.origin}/${path}/${policy}` }))).account.tenantId, tid);
  });

  it('signs in as the user whom loginHint names', async () => {
    assert.equal((await signIn(publicClient(), { loginHint: 'john@example.com' })).idTokenClaims.displayName, 'John Doe');
  });

  it('takes the token from its cache, and renews it without the user', async () => {
    const client = publicClient();
    const first = await signIn(client);
    const silent = forceRefresh => client.acquireTokenSilent({ account: first.account, scopes, forceRefresh });
    const recorder = recordRequests();
    const cached = await silent(false);
    assert.deepEqual(recorder.requests, []);
    const renewed = [await silent(true), await silent(true)];
    recorder.stop();

    assert.equal(cached.accessToken, first.accessToken);
    assert.deepEqual(recorder.requests.map(({ method }) => method), ['POST', 'POST']);
    for (const { idTokenClaims, account, fromCache } of renewed) {
      assert.equal(fromCache, false);
      assert.equal(idTokenClaims.sub, first.idTokenClaims.sub);
      assert.equal(account.homeAccountId, first.account.homeAccountId);
    }
    assert.equal((await client.getTokenCache().getAllAccounts()).length, 1);
  });

  it('renews tokens with a refresh token that another client stored', async () => {
    const first = publicClient();
    const { idTokenClaims: { sub } } = await signIn(first);
    const [{ secret: refreshToken }] = Object.values(JSON.parse(first.getTokenCache().serialize()).RefreshToken);

    assert.equal((await publicClient().acquireTokenByRefreshToken({ scopes, refreshToken })).idTokenClaims.sub, sub);
    await refused(publicClient().acquireTokenByRefreshToken({ scopes, refreshToken: 'made up' }), 'invalid_grant', 90085);
    await refused(publicClient({ authority: otherAuthority }).acquireTokenByRefreshToken({ scopes, refreshToken }), 'invalid_grant', 90088);
  });

  it('stores the accounts of two policies separately', async () => {
    const client = publicClient();
    const ids = [await signIn(client), await signIn(client, { authority: otherAuthority })].map(({ account }) => account.homeAccountId);

    assert.equal(new Set(ids).size, 2);
    assert.deepEqual((await client.getTokenCache().getAllAccounts()).map(account => account.homeAccountId).toSorted(), ids.toSorted());
  });

  it('receives the errors of a code that is used twice or with other values', async () => {
    const client = publicClient();
    const other = (await new CryptoProvider().generatePkceCodes()).verifier;
    const redeem = async (redeemer, changed) => (await authorize(client))(redeemer, changed);

    await refused(redeem(client, { codeVerifier: other }), 'invalid_grant', 90182);
    await refused(redeem(client, { redirectUri: 'http://localhost:1234/other' }), 'invalid_request', 90006);
    await refused(redeem(publicClient({ authority: otherAuthority })), 'invalid_grant', 90088);
    const again = await authorize(client);
    await again();
    await refused(again(), 'invalid_grant', 90080);
  });

  it('finds no metadata of an unknown policy and of an unknown tenant', async () => {
    for (const address of [`${tenant}/B2C_1A_Unknown`, `unknown.onmicrosoft.com/${policy}`]) {
      const client = publicClient({ authority: `${server.origin}/${address}` });
      await assert.rejects(client.getAuthCodeUrl({ scopes, redirectUri }), { errorCode: 'endpoints_resolution_error' }, address);
      assert.equal((await send(server.origin, 'GET', `/${address}/v2.0/.well-known/openid-configuration`)).status, 404, address);
    }
  });

  for (const library of ['msal-node-2', 'msal-node-3']) {
    it(`signs in and renews tokens with ${library}`, async () => {
      const { PublicClientApplication: Client } = await import(library);
      const client = new Client({ auth: { clientId: nativeApp, authority, knownAuthorities } });
      const { account, idTokenClaims } = await signIn(client);

      assert.equal(account.homeAccountId, `${idTokenClaims.sub}-${policy.toLowerCase()}.${idTokenClaims.tid}`);
      assert.equal((await client.acquireTokenSilent({ account, scopes, forceRefresh: true })).idTokenClaims.sub, idTokenClaims.sub);
    });
  }

  it('signs in to a web application with a secret', async () => {
    assert.equal((await signIn(confidential())).idTokenClaims.aud, webApp);

    const right = await authorize(confidential());
    await refused(right(confidential({ clientSecret: 'wrong' })), 'invalid_client', 90081);
  });

  it('gets a token for a web application without a user', async () => {
    const { accessToken, idToken, account } = await confidential().acquireTokenByClientCredential({ scopes: [defaultScope] });

    const { aud, azp, scp } = claims(accessToken);
    assert.deepEqual({ aud, azp, scp }, { aud: api, azp: webApp, scp: 'jobs' });
    assert.ok(!idToken && !account);
    await refused(confidential({ clientSecret: 'wrong' }).acquireTokenByClientCredential({ scopes: [defaultScope] }), 'invalid_client', 90081);
    await refused(confidential({ clientId: randomUUID() }).acquireTokenByClientCredential({ scopes: [defaultScope] }), 'invalid_request', 90018);
    await refused(confidential().acquireTokenByClientCredential({ scopes }), 'invalid_request', 90055);
  });
});

describe('openid-client with a policy as issuer', () => {
  const client = more => new issuer.Client({
    client_id: webApp, client_secret: secret, token_endpoint_auth_method: 'client_secret_post',
    redirect_uris: [redirectUri], response_types: ['code'], ...more,
  });
  const scope = `openid offline_access ${scopes}`;

  /** Returns what the library needs to redeem the code of a sign-in. */
  async function authorize(parameters = {}) {
    const [verifier, nonce, state] = [generators.codeVerifier(), generators.nonce(), generators.state()];
    const asked = { scope, nonce, state, code_challenge: generators.codeChallenge(verifier), code_challenge_method: 'S256', ...parameters };
    const back = await followRedirect(client().authorizationUrl(asked));
    return { response: client().callbackParams(back.href), checks: { code_verifier: verifier, nonce, state, response_type: 'code' } };
  }

  it('discovers the endpoints of the policy', () => {
    for (const name of ['authorization_endpoint', 'token_endpoint', 'end_session_endpoint', 'jwks_uri'])
      assert.ok(issuer.metadata[name].startsWith(`${server.origin}/${tenant}/${policy.toLowerCase()}/`), `${name}: ${issuer.metadata[name]}`);
    assert.match(issuer.metadata.issuer, new RegExp(`^${server.origin}/[0-9a-f-]{36}/v2\\.0/$`));
  });

  for (const method of ['client_secret_post', 'client_secret_basic']) {
    it(`signs in with a code and ${method}, verifies the ID token, and renews the tokens`, async () => {
      const { response, checks } = await authorize();
      const tokens = await client({ token_endpoint_auth_method: method }).callback(redirectUri, response, checks);
      const renewed = await client({ token_endpoint_auth_method: method }).refresh(tokens);

      assert.equal(tokens.claims().email, 'jane@example.com');
      assert.equal(tokens.claims().nonce, checks.nonce);
      assert.equal(renewed.claims().sub, tokens.claims().sub);
      assert.equal(claims(renewed.access_token).scp, 'read');
    });
  }

  it('rejects another state and another nonce', async () => {
    for (const name of ['state', 'nonce']) {
      const { response, checks } = await authorize();
      await assert.rejects(client().callback(redirectUri, response, { ...checks, [name]: 'other' }), new RegExp(`${name} mismatch`));
    }
  });

  it('receives the errors of the authorization endpoint', async () => {
    for (const [parameters, error, code] of [
      [{ prompt: 'none' }, 'interaction_required', 90077],
      [{ login_hint: 'nobody@example.com' }, 'access_denied', 90053],
      [{ scope: 'openid https://unknown.example/read' }, 'invalid_request', 90117],
    ]) {
      const { response, checks } = await authorize(parameters);
      await assert.rejects(client().callback(redirectUri, response, checks), actual => {
        assert.equal(actual.error, error);
        assert.match(actual.error_description, policyError(code));
        return true;
      });
    }
  });

  it('logs out with a redirect to the application', async () => {
    const { response, checks } = await authorize();
    const tokens = await client().callback(redirectUri, response, checks);
    const back = await followRedirect(client().endSessionUrl({ id_token_hint: tokens, post_logout_redirect_uri: redirectUri, state: 'kept' }));

    assert.equal(back.href, `${redirectUri}?state=kept`);
  });
});
