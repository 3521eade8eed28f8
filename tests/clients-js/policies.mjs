import { readFile } from 'node:fs/promises';

/** The smallest policy that the service accepts. */
export const minimalPolicy = (tenant, id, base) => `<?xml version="1.0" encoding="utf-8"?>
<TrustFrameworkPolicy xmlns="http://schemas.microsoft.com/online/cpim/schemas/2013/06" PolicySchemaVersion="0.3.0.0"
                      TenantId="${tenant}" PolicyId="${id}" PublicPolicyUri="http://${tenant}/${id}">${base ? `
  <BasePolicy>
    <TenantId>${tenant}</TenantId>
    <PolicyId>${base}</PolicyId>
  </BasePolicy>` : ''}
</TrustFrameworkPolicy>
`;

/** The policies of docker/seed for this tenant, base policy first. They refer to the two key sets below. */
export async function examplePolicies(tenant) {
  const ids = ['B2C_1A_Example_Base', 'B2C_1A_Example_Extensions', 'B2C_1A_Example_SignUpOrSignIn'];
  return Promise.all(ids.map(async id => ({
    id,
    xml: (await readFile(new URL(`../../docker/seed/${id}.xml`, import.meta.url), 'utf8')).replaceAll('contoso.onmicrosoft.com', tenant),
  })));
}

export const exampleKeySets = [{ name: 'TokenSigningKeyContainer', use: 'sig' }, { name: 'TokenEncryptionKeyContainer', use: 'enc' }];
