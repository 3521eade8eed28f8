// passport-azure-ad 4.3.5, the last version. It names the policy in the query and verifies state, nonce, c_hash, at_hash and the issuer itself.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import passportAzureAd from 'passport-azure-ad';
import { send } from '../http.mjs';
import { api, createPolicyTenant, followRedirect, policy, redirectUri, secret, webApp } from '../policy-tenant.mjs';
import { getTrustedServer } from '../trusted-server.mjs';

const server = await getTrustedServer('--MockServer:SignIn=automatic');
const { tenant, scopes } = await createPolicyTenant(server, { web: { implicitGrantSettings: { enableIdTokenIssuance: true } } });
const identityMetadata = `${server.origin}/${tenant}/v2.0/.well-known/openid-configuration`;
const logging = { loggingLevel: 'fatal', loggingNoPII: true };

/** Runs a strategy without Express, and returns its outcome: where it redirects to, the user, or why it fails. */
const authenticate = (strategy, request, options = {}) => new Promise((resolve, reject) => Object.assign(Object.create(strategy), {
  redirect: location => resolve({ location }),
  success: (user, info) => resolve({ user, info }),
  fail: reason => resolve({ reason: String(reason?.message ?? reason) }),
  error: reject,
}).authenticate({ query: {}, headers: {}, ...request }, options));

describe('the OIDC strategy of passport-azure-ad with a policy', () => {
  const newStrategy = more => new passportAzureAd.OIDCStrategy({
    identityMetadata, clientID: webApp, clientSecret: secret, isB2C: true, redirectUrl: redirectUri, allowHttpForRedirectUrl: true,
    responseType: 'code', responseMode: 'query', scope: ['offline_access', ...scopes], ...logging, ...more,
  }, (iss, sub, profile, accessToken, refreshToken, done) => done(null, { iss, sub, claims: profile._json, accessToken, refreshToken }));

  /** Sends the browser to the policy, and returns the session and the request with which it comes back. */
  async function signIn(strategy, options) {
    const session = {};
    const { location } = await authenticate(strategy, { query: { p: policy }, session }, options);
    assert.ok(location.startsWith(`${server.origin}/${tenant}/${policy.toLowerCase()}/oauth2/v2.0/authorize?`), location);
    if (!location.includes('response_mode=form_post'))
      return { session, query: Object.fromEntries((await followRedirect(location)).searchParams) };
    const { pathname, search } = new URL(location);
    const { text } = await send(server.origin, 'GET', pathname + search);
    const body = Object.fromEntries([...text.matchAll(/<input [^>]*name=['"]([^'"]+)['"] [^>]*value=['"]([^'"]*)['"]/g)].map(([, name, value]) => [name, value]));
    return { session, method: 'POST', body };
  }

  it('signs in with a code', async () => {
    const strategy = newStrategy();
    const { user } = await authenticate(strategy, await signIn(strategy));

    assert.equal(user.claims.email, 'jane@example.com');
    assert.equal(user.claims.acr, policy.toLowerCase());
    assert.match(user.iss, new RegExp(`^${server.origin}/[0-9a-f-]{36}/v2\\.0/$`));
    assert.ok(user.accessToken && user.refreshToken);
  });

  for (const responseType of ['id_token', 'code id_token']) {
    it(`signs in with ${responseType} in a posted form`, async () => {
      const strategy = newStrategy({ responseType, responseMode: 'form_post' });
      const { user, reason } = await authenticate(strategy, await signIn(strategy, { login_hint: 'john@example.com' }));

      assert.equal(reason, undefined);
      assert.equal(user.claims.displayName, 'John Doe');
    });
  }

  it('rejects another state, and a session of which the state was used', async () => {
    const strategy = newStrategy();
    const back = await signIn(strategy);

    assert.match((await authenticate(strategy, { ...back, query: { ...back.query, state: 'other' } })).reason, /invalid state/);
    assert.ok((await authenticate(strategy, back)).user);
    assert.match((await authenticate(strategy, back)).reason, /invalid state/);
  });

  it('rejects an ID token whose nonce is not that of the request', async () => {
    const strategy = newStrategy({ responseType: 'id_token', responseMode: 'form_post' });
    const [first, second] = [await signIn(strategy), await signIn(strategy)];

    assert.match((await authenticate(strategy, { ...first, body: { ...first.body, id_token: second.body.id_token } })).reason, /nonce/);
  });

  it('rejects a code of another response', async () => {
    const strategy = newStrategy({ responseType: 'code id_token', responseMode: 'form_post' });
    const [first, second] = [await signIn(strategy), await signIn(strategy)];

    assert.match((await authenticate(strategy, { ...first, body: { ...first.body, code: second.body.code } })).reason, /c_hash/);
  });

  it('receives the error of the authorization endpoint', async () => {
    const strategy = newStrategy();
    const { reason } = await authenticate(strategy, await signIn(strategy, { login_hint: 'nobody@example.com' }));

    assert.match(reason, /access_denied|AADB2C90053/);
  });
});

describe('the bearer strategy of passport-azure-ad with a policy', () => {
  const strategy = new passportAzureAd.BearerStrategy(
    { identityMetadata, clientID: api, isB2C: true, policyName: policy, validateIssuer: true, ...logging, loggingNoPII: false }, (token, done) => done(null, token, token));

  /** A test token of the policy: docs/control-plane.md. */
  async function issueToken(more = {}) {
    const body = JSON.stringify({ policy, scope: scopes[0], clientId: webApp, origin: server.origin, ...more });
    return (await (await fetch(`${server.url}/_mock/tenants/${tenant}/tokens`, { method: 'POST', body })).json()).access_token;
  }
  const call = token => authenticate(strategy, { headers: { authorization: `Bearer ${token}` } });

  it('accepts an access token of the policy', async () => {
    const { user } = await call(await issueToken({ user: 'john@example.com' }));

    assert.deepEqual([user.displayName, user.scp, user.aud], ['John Doe', 'read', api]);
  });

  for (const [wrong, text] of Object.entries({
    expired: /jwt is expired/, notYetValid: /jwt is not active/, audience: /jwt audience is invalid/, issuer: /jwt issuer is invalid/,
    signature: /invalid signature/, key: /not receive a token we know how to validate/,
  })) {
    it(`refuses a token with the defect ${wrong}`, async () => {
      const { user, reason } = await call(await issueToken({ wrong }));

      assert.equal(user, undefined);
      assert.match(reason, text);
    });
  }
});
