// openid-client 4.9.1, the library that the GitHub Actions use. It verifies signatures, issuers and nonces itself.
import assert from 'node:assert/strict';
import { createPublicKey, verify } from 'node:crypto';
import { after, describe, it } from 'node:test';
import { generators, Issuer } from 'openid-client';
import { claims, Delegated, permissions, Scope, startRestrictedServer } from '../restricted-server.mjs';
import { signIn, submitDeviceCode } from '../sign-in.mjs';
import { newTenant, send } from '../http.mjs';

const restricted = await startRestrictedServer();
after(() => restricted.stop());

const tenant = newTenant();
const issuer = await Issuer.discover(`${restricted.origin}/${tenant}/v2.0/.well-known/openid-configuration`);
const redirectUri = 'http://localhost:1234/back';
const client = (client_id, more) => new issuer.Client({ client_id, redirect_uris: [redirectUri], response_types: ['code'], ...more });
const secretApp = (method, secret = 'right') => client('secret-app', { client_secret: secret, token_endpoint_auth_method: method });
const publicApp = () => client('public-app', { token_endpoint_auth_method: 'none' });

describe('openid-client', () => {
  it('discovers the endpoints of both versions at the origin that it requested', async () => {
    const v1 = await Issuer.discover(`${restricted.origin}/${tenant}/.well-known/openid-configuration`);
    for (const { metadata } of [issuer, v1])
      for (const name of ['issuer', 'authorization_endpoint', 'token_endpoint', 'jwks_uri'])
        assert.ok(metadata[name], name);
    for (const name of ['authorization_endpoint', 'token_endpoint', 'jwks_uri', 'device_authorization_endpoint', 'end_session_endpoint'])
      assert.ok(issuer.metadata[name].startsWith(`${restricted.origin}/`), `${name}: ${issuer.metadata[name]}`);
    assert.ok(v1.metadata.token_endpoint.endsWith('/oauth2/token'), v1.metadata.token_endpoint);
  });

  for (const method of ['client_secret_basic', 'client_secret_post']) {
    it(`gets an application token with ${method}`, async () => {
      const { access_token, token_type, expires_in } = await secretApp(method).grant({ grant_type: 'client_credentials', scope: Scope });

      assert.equal(token_type, 'Bearer');
      assert.ok(expires_in > 3000);
      assert.equal(claims(access_token).idtyp, 'app');
      await assert.rejects(secretApp(method, 'wrong').grant({ grant_type: 'client_credentials', scope: Scope }), error => {
        assert.equal(error.error, 'invalid_client');
        assert.match(error.error_description, /^AADSTS7000215: /);
        assert.equal(error.response.statusCode, 401);
        return true;
      });
    });
  }

  it('gets a token with a code and verifies the ID token with the published keys', async () => {
    const [verifier, nonce, state] = [generators.codeVerifier(), generators.nonce(), generators.state()];
    const asked = new URL(publicApp().authorizationUrl({
      scope: `openid profile offline_access ${Delegated}`, code_challenge: generators.codeChallenge(verifier), code_challenge_method: 'S256', nonce, state,
    }));
    const back = await signIn(restricted.origin, tenant, Object.fromEntries(asked.searchParams), 'anna', 'right');
    const params = publicApp().callbackParams(back.href);
    const tokens = await publicApp().callback(redirectUri, params, { code_verifier: verifier, nonce, state });

    assert.equal(tokens.claims().preferred_username, `anna@${tenant}`);
    assert.equal(tokens.claims().aud, 'public-app');
    const again = await publicApp().refresh(tokens.refresh_token);
    assert.deepEqual(permissions(again.access_token), ['Policy.ReadWrite.TrustFramework']);
    const madeUp = publicApp().callback(redirectUri, { ...params, code: 'made up' }, { code_verifier: verifier, nonce, state });
    await assert.rejects(madeUp, { error: 'invalid_grant' });
  });

  it('receives an error of the sign-in page', async () => {
    const state = generators.state();
    const asked = new URL(publicApp().authorizationUrl({ scope: Delegated, state, prompt: 'none' }));
    const answer = await send(restricted.origin, 'GET', asked.pathname + asked.search);

    assert.equal(answer.status, 302);
    await assert.rejects(publicApp().callback(redirectUri, publicApp().callbackParams(answer.headers.location), { state }), { error: 'login_required' });
  });

  it('polls until a device code is approved', async () => {
    const handle = await publicApp().deviceAuthorization({ scope: Delegated });
    assert.equal(handle.expires_in, 900);
    const polled = handle.poll();
    await submitDeviceCode(handle.verification_uri, handle.user_code, 'accept', 'anna', 'right');

    assert.equal(claims((await polled).access_token).upn, `anna@${tenant}`);
  });

  it('receives an error when a device code is declined', async () => {
    const handle = await publicApp().deviceAuthorization({ scope: Delegated });
    await submitDeviceCode(handle.verification_uri, handle.user_code, 'cancel', 'anna', 'right');

    await assert.rejects(handle.poll(), { error: 'authorization_declined' });
  });

  it('the published keys verify the signature of an access token', async () => {
    const { access_token } = await secretApp('client_secret_basic').grant({ grant_type: 'client_credentials', scope: Scope });
    const [header, , signature] = access_token.split('.');
    const { kid, alg, typ } = JSON.parse(Buffer.from(header, 'base64url'));
    const { json: { keys } } = await send(restricted.origin, 'GET', new URL(issuer.metadata.jwks_uri).pathname);
    const jwk = keys.find(key => key.kid === kid);

    assert.deepEqual([alg, typ], ['RS256', 'JWT']);
    const text = Buffer.from(access_token.slice(0, access_token.lastIndexOf('.')));
    assert.ok(verify('sha256', text, createPublicKey({ key: jwk, format: 'jwk' }), Buffer.from(signature, 'base64url')));
    assert.equal(jwk.d, undefined);
  });
});
