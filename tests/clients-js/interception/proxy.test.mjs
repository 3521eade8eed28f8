// The CONNECT proxy: for clients that heed HTTPS_PROXY, without touching any hosts file.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';
import { freePorts } from '../server.mjs';
import { trusted } from '../trusted.mjs';

// Chosen once, and inherited by the process that the tests run in.
process.env.TRIED_PROXY_PORT ??= String((await freePorts(1))[0]);
const proxyPort = process.env.TRIED_PROXY_PORT;
const { ca } = await trusted('--intercept', '--MockServer:InterceptPort=0', `--MockServer:ProxyPort=${proxyPort}`);

const environment = { ...process.env, HTTPS_PROXY: `http://127.0.0.1:${proxyPort}` };
const curl = (...args) => promisify(execFile)('curl', ['-sS', '-q', '--cacert', ca, ...args], { env: environment });
const Graph = 'https://graph.microsoft.com/beta/trustFramework';

describe('clients that heed HTTPS_PROXY', () => {
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
    it(`curl is refused ${address}`, async () => {
      await assert.rejects(curl(address), ({ code, stderr }) => {
        assert.equal(code, 56);
        assert.match(stderr, /CONNECT tunnel failed, response 403/);
        return true;
      });
    });
  }
});
