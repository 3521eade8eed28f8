import { exampleKeySets, examplePolicies } from './policies.mjs';
import { newTenant, send } from './http.mjs';

export const policy = 'B2C_1A_Example_SignUpOrSignIn';
/** A copy of this policy. */
export const otherPolicy = 'B2C_1A_Example_Other';
export const webApp = '11111111-0000-4000-8000-000000000001';
export const spaApp = '11111111-0000-4000-8000-000000000002';
export const nativeApp = '11111111-0000-4000-8000-000000000003';
export const api = '11111111-0000-4000-8000-000000000004';
export const secret = 'right';
/** Of the web application and the native application, unless a test names others. */
export const redirectUri = 'http://localhost:1234/back';

const apiUri = tenant => `https://${tenant}/api`;

/**
 * Creates a tenant with the policies of docker/seed, their keys, the users Jane (the oldest) and John, a web application with a secret, a
 * single-page and a native application, and an API with the scope "read" and the role "jobs".
 * @param redirectUris Of the web application and the native application.
 * @param spaRedirectUris Of the single-page application.
 * @param web Other properties of the web application's `web`.
 * @param applications Other applications.
 * @param editPolicy Changes the XML of a policy.
 */
export async function createPolicyTenant(server, {
  redirectUris = [redirectUri], spaRedirectUris = ['http://localhost:3000/'], web = {}, applications = [], editPolicy = xml => xml,
} = {}) {
  const tenant = newTenant();
  const user = (displayName, name, city) => ({
    displayName, city, mail: `${name}@example.com`, passwordProfile: { password: 'P@ssword!1' },
    identities: [{ signInType: 'emailAddress', issuer: tenant, issuerAssignedId: `${name}@example.com` }],
  });
  const policies = (await examplePolicies(tenant)).map(({ xml }) => editPolicy(xml));
  const seed = {
    policies: [...policies, policies.at(-1).replaceAll(policy, otherPolicy)].map(content => ({ content })),
    keySets: exampleKeySets.map(({ name, use }) => ({ id: `B2C_1A_${name}`, keys: [{ kty: 'RSA', use }] })),
    users: [{ ...user('Jane Doe', 'jane', 'osaka'), createdDateTime: '2026-01-01T00:00:00Z' }, user('John Doe', 'john', 'lisbon')],
    applications: [
      { appId: webApp, displayName: 'Web', web: { redirectUris, ...web }, passwordCredentials: [{ displayName: 'test', secretText: secret }] },
      { appId: spaApp, displayName: 'Single-page application', spa: { redirectUris: spaRedirectUris } },
      { appId: nativeApp, displayName: 'Native', publicClient: { redirectUris } },
      {
        appId: api, displayName: 'Api', identifierUris: [apiUri(tenant)],
        api: { oauth2PermissionScopes: [{ id: '7a2f4b9e-0000-4000-8000-0000000000c1', value: 'read', type: 'User', isEnabled: true }] },
        appRoles: [{ id: '7a2f4b9e-0000-4000-8000-0000000000d1', value: 'jobs', displayName: 'Jobs', allowedMemberTypes: ['Application'] }],
      },
      ...applications,
    ],
  };
  const response = await fetch(`${server.url}/_mock/tenants/${tenant}/seed`, { method: 'PUT', body: JSON.stringify(seed) });
  if (!response.ok)
    throw new Error(`The seed returned ${response.status}: ${await response.text()}`);
  return {
    tenant, scopes: [`${apiUri(tenant)}/read`], defaultScope: `${apiUri(tenant)}/.default`,
    authority: `${server.origin}/${tenant}/${policy}`, otherAuthority: `${server.origin}/${tenant}/${otherPolicy}`,
  };
}

/** Sends a request for sign-in or logout that needs no page, and returns the address to which the server redirects. */
export async function followRedirect(address) {
  const { origin, pathname, search } = new URL(address);
  const response = await send(origin, 'GET', pathname + search);
  if (response.status !== 302)
    throw new Error(`${pathname} returned ${response.status}: ${response.text}`);
  return new URL(response.headers.location);
}
