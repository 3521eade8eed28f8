import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const StartLimit = 60_000;
const StopLimit = 15_000;

// The server is tested with its defaults, whatever the shell has set for another one.
const Settings = /^(MockServer__|ASPNETCORE_|DOTNET_URLS$|HTTPS?_PORTS$|URLS$)/i;

// Without a handler a terminated test run would end without 'exit', and leave its servers behind.
process.once('SIGTERM', () => process.exit(143));

/**
 * Starts the built server on a free loopback port, and on one for HTTPS when it is given a data folder for its certificates; resolves
 * once it is ready.
 */
export async function startServer(...args) {
  const [port, securePort] = await freePorts(2);
  const url = `http://127.0.0.1:${port}`;
  const origin = args.some(arg => arg.startsWith('--MockServer:DataFolder=')) ? `https://localhost:${securePort}` : undefined;
  const child = spawn(executable(), [`--urls=${[url, origin].filter(Boolean).join(';')}`, ...args], {
    env: unset(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // Read to the end, or the server blocks on a full pipe; kept, since it says why a start failed.
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', text => { output += text; });
  let failure;
  child.once('error', error => { failure = error; });
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);

  const hasEnded = () => failure !== undefined || child.exitCode !== null || child.signalCode !== null;
  const stop = async () => {
    process.removeListener('exit', kill);
    if (hasEnded())
      return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    if (await Promise.race([ended, pause(StopLimit, 'late', { ref: false })]) === 'late') {
      kill();
      throw new Error(`The server did not stop within ${StopLimit} ms of SIGTERM.\n${output}`);
    }
  };

  const deadline = Date.now() + StartLimit;
  while (!await isReady(url)) {
    if (hasEnded())
      throw new Error(`The server ended before it was ready: ${failure?.message ?? `exit code ${child.exitCode}`}\n${output}`);
    if (Date.now() > deadline) {
      await stop();
      throw new Error(`The server was not ready within ${StartLimit} ms.\n${output}`);
    }
    await pause(50);
  }
  /** What it has said, once this is in it: a line may come a moment after the answer that it is about. */
  const logged = async text => {
    for (const until = performance.now() + 20_000; !output.includes(text); await pause(10))
      if (performance.now() > until) throw new Error(`the log has no "${text}":\n${output}`);
    return output;
  };
  return { url, origin, stop, logged };
}

/** This process's environment without settings for a server. */
export const unset = () => Object.fromEntries(Object.entries(process.env).filter(([name]) => !Settings.test(name)));

/** The program: the one that MOCKSERVER_EXE names, or else the built one. */
export function executable() {
  const asked = process.env.MOCKSERVER_EXE;
  if (asked) {
    if (!existsSync(asked))
      throw new Error(`MOCKSERVER_EXE names ${asked}, which does not exist.`);
    return asked;
  }
  const built = ['release', 'debug'].map(configuration => fileURLToPath(new URL(
    `../../artifacts/bin/TrustFramework.MockServer/${configuration}/TrustFramework.MockServer`, import.meta.url)));
  const found = built.find(existsSync);
  if (!found)
    throw new Error(`No built server: run "dotnet build -c Release", or set MOCKSERVER_EXE. Looked for:\n${built.join('\n')}`);
  return found;
}

/** All of them are held before one is let go: the system may give the same port again. */
export async function freePorts(count) {
  const probes = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(probes.map(probe => once(probe, 'listening')));
  const ports = probes.map(probe => probe.address().port);
  await Promise.all(probes.map(probe => once(probe.close(), 'close')));
  return ports;
}

async function isReady(url) {
  try {
    return (await fetch(`${url}/_mock/health/ready`, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    // Refused until it listens.
    return false;
  }
}
