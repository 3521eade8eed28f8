import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import { newCertificate } from '../certificates.mjs';
import { encodeForm } from '../http.mjs';

/** Reads the configuration from its address, and stores it until msal-browser returns to the redirect URI. */
const Page = `<!DOCTYPE html><title>Application</title><script src="msal-browser.js"></script><script type="module">
  const { clientId, authority, knownAuthority } = Object.fromEntries(new URLSearchParams(sessionStorage.settings ??= location.search));
  window.app = new msal.PublicClientApplication({
    auth: { clientId, authority, knownAuthorities: [knownAuthority], redirectUri: location.origin + '/' },
  });
  await app.initialize();
  window.result = await app.handleRedirectPromise();
</script>`;

/** The redirect URI of hidden frames. */
const Bridge = `<!DOCTYPE html><title>Bridge</title><script src="bridge.js"></script><script>
  msalRedirectBridge.broadcastResponseToMainFrame();
</script>`;

/**
 * Serves a single-page application that uses msal-browser. Its origins are `origin` and, with a certificate that no browser trusts,
 * `secureOrigin`. `redirectUris` are those of both. `otherOrigin` serves the same application, and none of these is its redirect URI.
 */
export async function startSinglePageApplication() {
  const library = name => readFile(new URL(`../node_modules/@azure/msal-browser/lib/${name}.min.js`, import.meta.url), 'utf8');
  const files = {
    '/': ['text/html', Page],
    '/back': ['text/plain', 'back at the application'],
    '/bridge.html': ['text/html', Bridge],
    '/msal-browser.js': ['text/javascript', await library('msal-browser')],
    '/bridge.js': ['text/javascript', await library('redirect-bridge/msal-redirect-bridge')],
  };
  const respond = (request, response) => {
    const [type, text] = files[request.url.split('?')[0]] ?? [];
    response.writeHead(text ? 200 : 404, { 'content-type': type ?? 'text/plain' }).end(text);
  };
  const { key, cert } = await newCertificate();
  const servers = [http.createServer(respond), https.createServer({ key, cert }, respond)].map(server => server.listen(0, '127.0.0.1'));
  await Promise.all(servers.map(server => once(server, 'listening')));
  const [port, securePort] = servers.map(server => server.address().port);
  const [origin, secureOrigin] = [`http://localhost:${port}`, `https://localhost:${securePort}`];
  return {
    origin, secureOrigin, otherOrigin: `http://127.0.0.1:${port}`, backUri: `${origin}/back`,
    redirectUris: [origin, secureOrigin].flatMap(base => [`${base}/`, `${base}/bridge.html`]),
    close() {
      for (const server of servers) {
        server.close();
        server.closeAllConnections();
      }
    },
  };
}

/** The page of the application in a browser. */
export const singlePageApplication = page => ({
  /** Opens it at one of its origins, and waits until msal-browser has processed the response in its address. */
  async open(origin, settings) {
    await page.goto(`${origin}/?${encodeForm(settings)}`);
    await page.waitForFunction(() => window.result !== undefined);
  },
  /** Returns at once, because the browser leaves the page. `failure` waits for an error. */
  login: request => page.evaluate(
    sent => void window.app.loginRedirect(sent).catch(error => { window.failure = error.message; }), request),
  /** Opens a window, which the page of the redirect URI closes. */
  loginInPopup: request => page.evaluate(
    sent => void window.app.loginPopup({ redirectUri: `${location.origin}/bridge.html`, ...sent }).then(
      result => { window.result = result; }, error => { window.failure = error.message; }),
    request),
  failure: async () => (await page.waitForFunction(() => window.failure)).jsonValue(),
  result: async () => (await page.waitForFunction(() => window.result?.account && window.result)).jsonValue(),
  acquireToken: request => page.evaluate(
    more => window.app.acquireTokenSilent({ account: window.app.getAllAccounts()[0], ...more }), request),
  acquireTokenInFrame: request => page.evaluate(
    more => window.app.ssoSilent({ account: window.app.getAllAccounts()[0], redirectUri: `${location.origin}/bridge.html`, ...more }),
    request),
  async logout() {
    await page.evaluate(() => void window.app.logoutRedirect({ account: window.app.getAllAccounts()[0] }));
    await page.waitForFunction(() => window.result === null);
  },
  accounts: () => page.evaluate(() => window.app.getAllAccounts()),
});
