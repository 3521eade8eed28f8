import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runAgain } from './again.mjs';
import { startServer } from './server.mjs';

const Found = 'TRUSTED_SERVER';

/** What a client's process must not inherit from the shell: it would change where the client calls or what it sends. */
const Ambient = /^(https?_proxy|no_proxy|all_proxy|node_extra_ca_certs|ssl_cert_file|curl_ca_bundle|requests_ca_bundle|azure_.*|msal_.*)$/i;

/**
 * A server with these settings, whose CA this process trusts as a user's Node does. NODE_EXTRA_CA_CERTS is read once, when a process
 * starts; so the first process of a test file starts the server, which makes its CA in a new data folder, and then runs the file again
 * with the variable set.
 */
export async function trusted(...settings) {
  if (process.env[Found])
    return JSON.parse(process.env[Found]);

  const folder = await mkdtemp(join(tmpdir(), 'clients-js-'));
  let code = 1;
  try {
    const { url, origin, stop } = await startServer(...settings, `--MockServer:DataFolder=${folder}`);
    try {
      const ca = join(folder, 'trusted.pem');
      await writeFile(ca, await download(`${url}/_mock/ca.pem`));
      const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !Ambient.test(name)));
      code = await runAgain({ ...environment, NODE_EXTRA_CA_CERTS: ca, [Found]: JSON.stringify({ url, origin, ca, folder }) });
    } finally {
      await stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  process.exit(code);
}

/** Starts another server of the same CA. */
export async function startTrustedServer(...settings) {
  const { folder } = await trusted();
  return startServer(...settings, `--MockServer:DataFolder=${folder}`);
}

async function download(url) {
  const answer = await fetch(url);
  if (!answer.ok)
    throw new Error(`${url} answered ${answer.status}.`);
  return answer.text();
}
