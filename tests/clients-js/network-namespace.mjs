import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runAgain } from './again.mjs';

const Inside = 'PRIVATE_NAMESPACE';

/** Why this machine cannot give a process a network and a hosts file of its own; undefined when it can. */
export function namespaceMissing() {
  const tried = spawnSync('unshare', ['-rmn', 'ip', 'link', 'set', 'lo', 'up'], { encoding: 'utf8' });
  return tried.status === 0 ? undefined : `unshare -rmn ip link set lo up: ${tried.error?.message ?? tried.stderr.trim()}`;
}

/**
 * Resolves only in a process that sees a network of nothing but loopback, and these names on it. Nothing of the machine changes: the
 * hosts file is mounted over within the process's own namespace, where it may also listen on port 443.
 */
export async function inNamespace(names) {
  if (process.env[Inside])
    return;

  const folder = await mkdtemp(join(tmpdir(), 'names-'));
  let code = 1;
  try {
    const hosts = join(folder, 'hosts');
    await writeFile(hosts, ['localhost', ...names].map(name => `127.0.0.1 ${name}\n`).join(''));
    code = await runAgain({ ...process.env, [Inside]: 'true' }, [
      'unshare', '-rmn', 'sh', '-euc', 'ip link set lo up; mount --bind "$0" /etc/hosts; exec "$@"', hosts,
    ]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  process.exit(code);
}
