import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, it } from 'node:test';
import { Client } from '@microsoft/microsoft-graph-client';
import nodeFetch, { Headers, Request, Response } from 'node-fetch';
import { custom, Issuer } from 'openid-client';
import { parse } from 'yaml';
import { openPage, runBlock } from '../documentation/documentation-page.mjs';
import { newTenant } from '../http.mjs';
import { getTrustedServer } from '../trusted-server.mjs';

// The action uses a polyfill.
Object.assign(globalThis, { fetch: nodeFetch, Headers, Request, Response });
// The default of 3.5 seconds is too short for a busy machine: the first token of a tenant needs a new RSA key.
custom.setHttpOptionsDefaults({ timeout: 30_000 });

const server = await getTrustedServer('--intercept');
const page = await openPage('docs/ci.md');
const createKeySets = page.take('bash', 'Existing deployment actions and tasks');
const [{ with: inputs }] = parse(page.take('yaml', 'Existing deployment actions and tasks'));

const Variants = ['LocalAccounts', 'SocialAccounts', 'SocialAndLocalAccounts', 'SocialAndLocalAccountsWithMfa'];

/** Does what the action does, with the same libraries and with its input names. */
async function deploy({ folder, files, tenant, clientId, clientSecret }) {
  const graph = Client.initWithMiddleware({
    defaultVersion: 'beta',
    authProvider: {
      async getAccessToken() {
        const issuer = await Issuer.discover(`https://login.microsoftonline.com/${tenant}/v2.0/.well-known/openid-configuration`);
        const client = new issuer.Client({ client_id: clientId, client_secret: clientSecret });
        const { access_token } = await client.grant({
          grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret, scope: 'https://graph.microsoft.com/.default',
        });
        return access_token;
      },
    },
  });
  for (const file of files.split(',')) {
    const xml = (await readFile(join(folder, file.trim()), 'utf8')).replace(/yourtenant\.onmicrosoft\.com/gi, tenant);
    const [id] = /(?<=\bPolicyId=")[^"]*/.exec(xml) ?? [''];
    await graph.api(`trustFramework/policies/${id}/$value`).putStream(Readable.from([xml]));
  }
}

describe('the action deploy-trustframework-policy', () => {
  for (const variant of Variants) {
    it(`uploads ${variant} of the starter pack after the key sets are created as described`, async () => {
      const tenant = newTenant();
      await runBlock(createKeySets.replace(inputs.tenant, tenant), server);

      for (const run of ['new', 'existing'])
        await assert.doesNotReject(deploy({ ...inputs, tenant, folder: join(process.env.STARTERPACK, variant) }), run);

      assert.equal((await summaryOf(tenant)).policies, inputs.files.split(',').length);
    });
  }

  it('stops at the base policy if the key sets do not exist', async () => {
    const tenant = newTenant();

    await assert.rejects(deploy({ ...inputs, tenant, folder: join(process.env.STARTERPACK, Variants[0]) }), error => {
      assert.match(error.message, /does not have CryptographicKey referenced by storageReferenceId "B2C_1A_TokenSigningKeyContainer"/);
      return true;
    });
    assert.equal((await summaryOf(tenant)).policies, 0);
  });
});

const summaryOf = async tenant => (await nodeFetch(`${server.url}/_mock/tenants/${tenant}`)).json();
