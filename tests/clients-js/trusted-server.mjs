import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rerunTestFile } from './rerun.mjs';
import { startServer } from './server.mjs';

const ServerVariable = 'TRUSTED_SERVER';

/** Environment variables that would change what a client sends, or where. */
const InheritedVariables = /^(https?_proxy|no_proxy|all_proxy|node_extra_ca_certs|ssl_cert_file|curl_ca_bundle|requests_ca_bundle|azure_.*|msal_.*)$/i;

/**
 * Starts a server with these settings whose CA this process trusts. Node reads NODE_EXTRA_CA_CERTS only when a process starts. The first
 * process of a test file therefore starts the server, which creates its CA in a new data folder, and runs the file again with the variable set.
 */
export async function getTrustedServer(...settings) {
  if (process.env[ServerVariable])
    return JSON.parse(process.env[ServerVariable]);

  const folder = await mkdtemp(join(tmpdir(), 'clients-js-'));
  let code = 1;
  try {
    const { url, origin, stop } = await startServer(...settings, `--MockServer:DataFolder=${folder}`);
    try {
      const ca = join(folder, 'trusted.pem');
      await writeFile(ca, await download(`${url}/_mock/ca.pem`));
      const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !InheritedVariables.test(name)));
      code = await rerunTestFile({ ...environment, NODE_EXTRA_CA_CERTS: ca, [ServerVariable]: JSON.stringify({ url, origin, ca, folder }) });
    } finally {
      await stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  process.exit(code);
}

/** Starts another server with the same CA. */
export async function startTrustedServer(...settings) {
  const { folder } = await getTrustedServer();
  return startServer(...settings, `--MockServer:DataFolder=${folder}`);
}

async function download(url) {
  const response = await fetch(url);
  if (!response.ok)
    throw new Error(`${url} returned ${response.status}.`);
  return response.text();
}
