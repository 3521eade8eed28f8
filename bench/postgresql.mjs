// A PostgreSQL server of Debian's package on loopback, with its data in a temporary folder.
import { execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';

const versions = '/usr/lib/postgresql';
const startLimit = 30_000;

/** The folder of the newest installed version, or undefined. */
export const findPrograms = () => existsSync(versions)
  ? readdirSync(versions).map(version => join(versions, version, 'bin')).filter(bin => existsSync(join(bin, 'postgres'))).sort().at(-1)
  : undefined;

/** PostgreSQL refuses to run as root. */
function findUser() {
  if (process.getuid() !== 0) return {};
  const readId = option => Number(execFileSync('id', [option, 'postgres'], { encoding: 'utf8' }));
  return { uid: readId('-u'), gid: readId('-g') };
}

export class PostgreSqlServer {
  #folder = mkdtempSync(join(tmpdir(), 'postgresql-'));
  #user = findUser();
  #programs = findPrograms();
  #child;

  constructor(port) {
    this.port = port;
    this.connectionString = `Host=127.0.0.1;Port=${port};Username=mock;Database=postgres`;
    if (this.#user.uid !== undefined) chownSync(this.#folder, this.#user.uid, this.#user.gid);
    const options = ['--pgdata', join(this.#folder, 'data'), '--username=mock', '--auth=trust', '--no-sync', '--encoding=UTF8', '--locale=C'];
    execFileSync(join(this.#programs, 'initdb'), options, { ...this.#user, cwd: this.#folder, stdio: 'pipe' });
  }

  /** Starts the server and waits until it accepts connections. The processes of a killed one can take a moment to end, and prevent the start until then. */
  async start() {
    for (const limit = performance.now() + startLimit; ; await wait(50)) {
      if (performance.now() > limit) throw new Error('PostgreSQL did not start');
      if (!this.#child || this.#child.exitCode !== null || this.#child.signalCode !== null) {
        const options = ['-D', join(this.#folder, 'data'), '-h', '127.0.0.1', '-p', `${this.port}`, '-k', this.#folder];
        this.#child = spawn(join(this.#programs, 'postgres'), options, { ...this.#user, cwd: this.#folder, stdio: 'ignore' });
        await once(this.#child, 'spawn');
      }
      try {
        await promisify(execFile)(join(this.#programs, 'pg_isready'), ['-q', '-h', '127.0.0.1', '-p', `${this.port}`]);
        return;
      } catch {
        // It does not accept connections yet.
      }
    }
  }

  /** SIGKILL ends the main process, and the others when they notice. SIGQUIT is an immediate stop, without a checkpoint. */
  async end(signal) {
    const exited = once(this.#child, 'exit');
    if (this.#child.kill(signal)) await exited;
  }

  /** Stops or continues all processes with SIGSTOP or SIGCONT. A stopped server accepts connections, but does not respond. */
  signalAll(signal) {
    const children = execFileSync('ps', ['-o', 'pid=', '--ppid', `${this.#child.pid}`], { encoding: 'utf8' }).trim().split(/\s+/).map(Number);
    for (const pid of [this.#child.pid, ...children]) {
      try {
        process.kill(pid, signal);
      } catch {
        // A process for a connection has ended.
      }
    }
  }

  async dispose() {
    if (this.#child) await this.end('SIGQUIT');
    rmSync(this.#folder, { recursive: true, maxRetries: 10, retryDelay: 100 });
  }
}
