import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runAgain } from './again.mjs';
import { startServer } from './server.mjs';

const Folder = process.env.TRUSTED_DATA_FOLDER;

/** What a client's process must not inherit from the shell: it would change where the client calls or what it sends. */
const Ambient = /^(https?_proxy|no_proxy|all_proxy|node_extra_ca_certs|ssl_cert_file|curl_ca_bundle|requests_ca_bundle|azure_.*|msal_.*)$/i;

/**
 * Resolves only in a process that trusts the server's CA the way a user's Node does. NODE_EXTRA_CA_CERTS is read once, when a process
 * starts; so the first process of a test file lets a server make its CA in a new data folder, and then runs the file again with the
 * variable set.
 */
export async function trusted(...settings) {
  if (Folder)
    return { folder: Folder, ca: join(Folder, 'trusted.pem') };

  const folder = await mkdtemp(join(tmpdir(), 'clients-js-'));
  let code = 1;
  try {
    const ca = join(folder, 'trusted.pem');
    await writeFile(ca, await newCertificateAuthority(folder, settings));
    const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !Ambient.test(name)));
    code = await runAgain({ ...environment, TRUSTED_DATA_FOLDER: folder, NODE_EXTRA_CA_CERTS: ca });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  process.exit(code);
}

/** Starts a server that answers over HTTPS with the certificate that this process trusts. */
export async function startTrustedServer(...args) {
  const { folder } = await trusted();
  return startServer(...args, `--MockServer:DataFolder=${folder}`);
}

async function newCertificateAuthority(folder, settings) {
  const server = await startServer(...settings, `--MockServer:DataFolder=${folder}`);
  try {
    const answer = await fetch(`${server.url}/_mock/ca.pem`);
    if (!answer.ok)
      throw new Error(`/_mock/ca.pem answered ${answer.status}.`);
    return await answer.text();
  } finally {
    await server.stop();
  }
}
