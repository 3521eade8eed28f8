// docs/sign-in.md: a server with the example policies, and the applications that sign in to it.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { certutilError, launchBrowser } from '../browser.mjs';
import { startServer } from '../server.mjs';
import { argumentsOf, openPage, root, runProgram, withServerAddresses } from './documentation-page.mjs';

const page = await openPage('docs/sign-in.md');
const folder = await mkdtemp(join(tmpdir(), 'sign-in-'));
after(() => rm(folder, { recursive: true, force: true }));
// The documented folder is in the repository.
const documented = (await argumentsOf(page.take('sh', 'Prepare a tenant'))).map(argument => argument.replace('=docker/', `=${root}docker/`));
const server = await startServer(...documented, `--MockServer:DataFolder=${folder}`);
after(() => server.stop());
const ca = join(folder, 'mock-ca.pem');
await writeFile(ca, await (await fetch(`${server.url}/_mock/ca.pem`)).text());

/** Replaces the host and port of known authorities too. */
const take = (language, heading) => page.take(language, heading).replaceAll('localhost:8443', new URL(server.origin).host);
const programs = { node: take('js', 'msal-node'), browser: take('js', 'msal-browser'), openid: take('js', 'openid-client') };

test('the program with msal-node signs in', async () => {
  assert.match(await runProgram(programs.node, server, ca), /^jane@example\.com [0-9a-f-]{36}-b2c_1a_example_signuporsignin\.[0-9a-f-]{36}\n$/);
});

test('the program with openid-client signs in', async () => {
  assert.equal(await runProgram(programs.openid, server, ca), 'jane@example.com\n');
});

const missing = process.env.CI ? undefined : certutilError();
test('the program with msal-browser signs in in Chromium', { skip: missing }, async () => {
  const files = {
    '/': ['text/html', `<!DOCTYPE html><title>Application</title><script src="lib.js"></script>
      <script type="importmap">{ "imports": { "@azure/msal-browser": "/module.js" } }</script><script type="module" src="program.js"></script>`],
    '/lib.js': ['text/javascript', await readFile(new URL('../node_modules/@azure/msal-browser/lib/msal-browser.min.js', import.meta.url), 'utf8')],
    '/module.js': ['text/javascript', 'export const { PublicClientApplication } = globalThis.msal;'],
  };
  const site = createServer((request, response) => {
    const [type, text] = files[request.url.split('?')[0]] ?? [];
    response.writeHead(text ? 200 : 404, { 'content-type': type ?? 'text/plain' }).end(text);
  }).listen(0, '127.0.0.1');
  await once(site, 'listening');
  const origin = `http://localhost:${site.address().port}`;
  files['/program.js'] = ['text/javascript', withServerAddresses(programs.browser, server).replace('http://localhost:3000', origin)];
  const browser = await launchBrowser(ca);
  try {
    const window = await browser.newPage();
    const printed = window.waitForEvent('console', message => message.text().includes('@'));
    await window.goto(origin);
    assert.match((await printed).text(), /^user@contoso\.onmicrosoft\.com [0-9a-f-]{36}-b2c_1a_example_signuporsignin\.[0-9a-f-]{36}$/);
  } finally {
    await browser.close();
    site.close();
    site.closeAllConnections();
  }
});

test('every block is used', () => {
  assert.deepEqual(page.unused(), []);
});
