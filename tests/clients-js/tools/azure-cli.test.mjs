// Debian's Azure CLI without any change: az login and az rest.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { newTenant } from '../http.mjs';
import { minimalPolicy } from '../policies.mjs';
import { run, skipReason, startInterceptingServer } from './programs.mjs';

const Graph = 'https://graph.microsoft.com/beta/trustFramework';

describe('the Azure CLI', { skip: skipReason('az') }, () => {
  let server;
  before(async () => { server = await startInterceptingServer(); });
  after(() => server?.stop());

  /** Creates a function that runs az with a configuration folder of its own. */
  async function newCli(variables) {
    const configuration = await mkdtemp(join(server.folder, 'az-'));
    const environment = { AZURE_CONFIG_DIR: configuration, AZURE_CORE_COLLECT_TELEMETRY: 'false', AZURE_CORE_ONLY_SHOW_ERRORS: 'true', ...variables };
    return (...args) => run('az', [...args, '--output', 'json'], environment);
  }

  const parse = ({ stdout }) => JSON.parse(stdout);
  const rest = (az, method, path, body) => az('rest', '--method', method, '--url', `${Graph}/${path}`, ...(body ? ['--body', body] : []));

  it('by HTTPS_PROXY: az login as a service principal and az rest create a key set, a key and a policy', async () => {
    const tenant = newTenant();
    const az = await newCli(server.proxied);
    const [account] = parse(await az('login', '--service-principal', '--username', randomUUID(), '--password', 'any', '--tenant', tenant, '--allow-no-subscriptions'));
    assert.match(account.tenantId, /^[0-9a-f-]{36}$/);

    assert.equal(parse(await rest(az, 'post', 'keySets', "{'id':'FromAz'}")).id, 'B2C_1A_FromAz');
    assert.equal(parse(await rest(az, 'post', 'keySets/B2C_1A_FromAz/generateKey', '{"use":"sig","kty":"RSA"}')).kty, 'RSA');
    const xml = minimalPolicy(tenant, 'B2C_1A_FromAz').trim();
    await az('rest', '--method', 'put', '--url', `${Graph}/policies/B2C_1A_FromAz/$value`, '--body', xml, '--headers', 'Content-Type=application/xml');
    assert.deepEqual(parse(await rest(az, 'get', 'policies')).value, [{ id: 'B2C_1A_FromAz' }]);
    await assert.rejects(rest(az, 'get', 'keySets/B2C_1A_None'), ({ stderr }) => {
      assert.match(stderr, /Bad Request\({"error":{"code":"AADB2C90073"/);
      return true;
    });
  });

  it('by HTTPS_PROXY: az login as a user finds the tenant, and az rest reaches Graph', async () => {
    const az = await newCli(server.proxied);
    const [account] = parse(await az('login', '--use-device-code', '--allow-no-subscriptions'));

    assert.equal(account.tenantId, '00000000-0000-4000-8000-000000000b2c');
    assert.ok(Array.isArray(parse(await rest(az, 'get', 'keySets')).value));
    const entries = (await (await fetch(`${server.url}/_mock/journal`)).json()).entries.map(({ url }) => new URL(url));
    const paths = entries.filter(({ host }) => host === 'management.azure.com').map(({ pathname }) => pathname);
    assert.ok(paths.includes('/tenants') && paths.includes('/subscriptions'), paths.join());
  });

  it('az login with a wrong secret fails with the message of the login service', async () => {
    const strict = await startInterceptingServer('--MockServer:Clients:pipeline:Secret=right');
    try {
      const az = await newCli(strict.proxied);
      const login = secret => az('login', '--service-principal', '--username', 'pipeline', '--password', secret, '--tenant', 'contoso.onmicrosoft.com', '--allow-no-subscriptions');
      await assert.rejects(login('wrong'), ({ stderr }) => {
        assert.match(stderr, /AADSTS7000215: Invalid client secret provided/);
        return true;
      });
      assert.match(await strict.waitForLog('AADSTS7000215'), / -> MockServer:Clients:pipeline:Secret must be the secret that the client sends\./);
      assert.equal(parse(await login('right')).length, 1);
    } finally {
      await strict.stop();
    }
  });
});
