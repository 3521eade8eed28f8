import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const StartLimit = 60_000;
const StopLimit = 15_000;

// Settings in the shell's environment must not change the tested server.
const Settings = /^(MockServer__|ASPNETCORE_|DOTNET_URLS$|HTTPS?_PORTS$|URLS$)/i;

// Without this handler a terminated test run ends without the event 'exit' and leaves its servers running.
process.once('SIGTERM', () => process.exit(143));

/** Starts the built server on a free loopback port and waits until it is ready. With a data folder for its certificates it also listens for HTTPS. */
export async function startServer(...args) {
  const [port, securePort] = await freePorts(2);
  const url = `http://127.0.0.1:${port}`;
  const origin = args.some(arg => arg.startsWith('--MockServer:DataFolder=')) ? `https://localhost:${securePort}` : undefined;
  const child = spawn(executable(), [`--urls=${[url, origin].filter(Boolean).join(';')}`, ...args], {
    env: cleanEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // The output is read so that the server does not block on a full pipe, and kept because it says why a start failed.
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
    if (await Promise.race([ended, delay(StopLimit, 'late', { ref: false })]) === 'late') {
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
    await delay(50);
  }
  /** Waits until the log contains this text and returns the log. A line can be written shortly after the response of its request. */
  const waitForLog = async text => {
    for (const until = performance.now() + 20_000; !output.includes(text); await delay(10))
      if (performance.now() > until) throw new Error(`The log does not contain "${text}":\n${output}`);
    return output;
  };
  return { url, origin, stop, waitForLog };
}

/** The environment of this process without settings of the server. */
export const cleanEnvironment = () => Object.fromEntries(Object.entries(process.env).filter(([name]) => !Settings.test(name)));

/** The path of the program: MOCKSERVER_EXE, or the built program. */
export function executable() {
  const configured = process.env.MOCKSERVER_EXE;
  if (configured) {
    if (!existsSync(configured))
      throw new Error(`MOCKSERVER_EXE is ${configured}, which does not exist.`);
    return configured;
  }
  const built = ['release', 'debug'].map(configuration => fileURLToPath(new URL(
    `../../artifacts/bin/TrustFramework.MockServer/${configuration}/TrustFramework.MockServer`, import.meta.url)));
  const found = built.find(existsSync);
  if (!found)
    throw new Error(`No built server: run "dotnet build -c Release", or set MOCKSERVER_EXE. Looked for:\n${built.join('\n')}`);
  return found;
}

/** Finds free ports. All are opened before the first is closed, because the system may return the same port twice. */
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
    // The connection is refused until the server listens.
    return false;
  }
}
