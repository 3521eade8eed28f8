import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rerunTestFile } from './rerun.mjs';

const InsideVariable = 'PRIVATE_NAMESPACE';

/** Why this machine cannot give a process its own network and hosts file; undefined when it can. */
export function networkNamespaceError() {
  const result = spawnSync('unshare', ['-rmn', 'ip', 'link', 'set', 'lo', 'up'], { encoding: 'utf8' });
  return result.status === 0 ? undefined : `unshare -rmn ip link set lo up: ${result.error?.message ?? result.stderr.trim()}`;
}

/**
 * Runs the test file again in a network namespace that has only the loopback interface, where these names resolve to 127.0.0.1. Returns only
 * in that process. The machine does not change: the hosts file is replaced only inside the namespace, where port 443 is available too.
 */
export async function runInNetworkNamespace(names) {
  if (process.env[InsideVariable])
    return;

  const folder = await mkdtemp(join(tmpdir(), 'names-'));
  let code = 1;
  try {
    const hosts = join(folder, 'hosts');
    await writeFile(hosts, ['localhost', ...names].map(name => `127.0.0.1 ${name}\n`).join(''));
    code = await rerunTestFile({ ...process.env, [InsideVariable]: 'true' }, [
      'unshare', '-rmn', 'sh', '-euc', 'ip link set lo up; mount --bind "$0" /etc/hosts; exec "$@"', hosts,
    ]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  process.exit(code);
}
