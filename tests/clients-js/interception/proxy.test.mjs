// The CONNECT proxy, for clients that use HTTPS_PROXY. No hosts file is needed.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';
import { freePorts } from '../server.mjs';
import { getTrustedServer } from '../trusted-server.mjs';

// Chosen once and inherited by the process in which the tests run.
process.env.TRIED_PROXY_PORT ??= String((await freePorts(1))[0]);
const proxyPort = process.env.TRIED_PROXY_PORT;
const { ca } = await getTrustedServer('--intercept', '--MockServer:InterceptPort=0', `--MockServer:ProxyPort=${proxyPort}`);

const environment = { ...process.env, HTTPS_PROXY: `http://127.0.0.1:${proxyPort}` };
const curl = (...args) => promisify(execFile)('curl', ['-sS', '-q', '--cacert', ca, ...args], { env: environment });
const Graph = 'https://graph.microsoft.com/beta/trustFramework';

describe('clients that use HTTPS_PROXY', () => {
  it('curl gets a token and a list from the real names', async () => {
    const token = await curl(
      'https://login.microsoftonline.com/contoso.onmicrosoft.com/oauth2/v2.0/token', '-d', 'grant_type=client_credentials',
      '-d', 'client_id=any', '-d', 'client_secret=any', '-d', 'scope=https://graph.microsoft.com/.default');
    const list = await curl(`${Graph}/policies`, '-H', `Authorization: Bearer ${JSON.parse(token.stdout).access_token}`);
    assert.deepEqual(JSON.parse(list.stdout).value, []);
  });

  for (const address of [
    'https://example.com/', 'https://graph.microsoft.com.example/', 'https://graph.microsoft.com:444/', 'https://127.0.0.1/', 'https://localhost/',
  ]) {
    it(`the proxy refuses ${address}`, async () => {
      await assert.rejects(curl(address), ({ code, stderr }) => {
        assert.equal(code, 56);
        assert.match(stderr, /CONNECT tunnel failed, response 403/);
        return true;
      });
    });
  }
});
