import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const Commands = `
  openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem -days 2 -subj /CN=contoso.example
  openssl x509 -in cert.pem -outform der -out cert.cer
  openssl pkcs12 -export -inkey key.pem -in cert.pem -out cert.pfx -passout pass:secret -keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-3DES -macalg sha1
`;

/**
 * Creates a certificate that is valid for two days; one in the repository would expire. Returns `key` and `cert` as PEM, `cer` and `pfx` as
 * base64, and the thumbprints in MSAL's format. The PFX has the password "secret" and uses the only algorithms that the service supports.
 */
export async function newCertificate() {
  const folder = await mkdtemp(join(tmpdir(), 'certificate-'));
  const run = async (...args) => (await promisify(execFile)('openssl', args, { cwd: folder })).stdout;
  try {
    await promisify(execFile)('bash', ['-euc', Commands], { cwd: folder });
    const thumbprint = async hash =>
      (await run('x509', '-in', 'cert.pem', '-noout', '-fingerprint', `-${hash}`)).trim().split('=')[1].replaceAll(':', '').toLowerCase();
    const read = (name, encoding) => readFile(join(folder, name), encoding);
    return {
      key: await read('key.pem', 'utf8'), cert: await read('cert.pem', 'utf8'),
      cer: await read('cert.cer', 'base64'), pfx: await read('cert.pfx', 'base64'),
      thumbprint: await thumbprint('sha1'), thumbprintSha256: await thumbprint('sha256'),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
