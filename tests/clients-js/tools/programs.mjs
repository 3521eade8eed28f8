// Runs the command-line tools and the languages that the tests of this folder use: PowerShell, the Azure CLI and Python.
import { execFile, execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { freePorts, startServer } from '../server.mjs';

const root = fileURLToPath(new URL('../../../', import.meta.url));

const Programs = {
  pwsh: { command: ['dotnet', 'pwsh', '-NoProfile', '-NonInteractive'], probe: ['-Version'], install: 'run "dotnet tool restore"' },
  az: { command: ['/usr/bin/az'], probe: ['--help'], install: 'install the Debian package azure-cli' },
  // Not "python3", which can be an interpreter without Debian's packages.
  python: { command: ['/usr/bin/python3'], probe: ['-c', 'import azure.identity, msal, requests'], install: 'install the Debian packages python3-azure, python3-msal and python3-requests' },
};

/** Environment variables that would change where a tool sends its requests, or as whom. */
const InheritedVariables = /^(https?_proxy|no_proxy|all_proxy|ssl_cert_(file|dir)|curl_ca_bundle|requests_ca_bundle|azure_.*|msal_.*|arm_.*|python.*|psmodulepath|node_.*)$/i;

/** Why the tests of a program are skipped: it is not installed. In CI they run and fail instead. */
export function skipReason(name) {
  const { command: [program, ...args], probe, install } = Programs[name];
  if (process.env.CI)
    return undefined;
  try {
    execFileSync(program, [...args, ...probe], { cwd: root, stdio: 'ignore' });
    return undefined;
  } catch {
    return `${name} is not available: ${install}`;
  }
}

/** Runs a program in the root folder of the repository and returns its output. A failure contains the output. */
export async function run(name, args, variables) {
  const [program, ...first] = Programs[name].command;
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([variable]) => !InheritedVariables.test(variable)));
  const env = { ...inherited, DOTNET_NOLOGO: 'true', POWERSHELL_TELEMETRY_OPTOUT: '1', POWERSHELL_UPDATECHECK: 'Off', NO_COLOR: '1', PYTHONWARNINGS: 'ignore', ...variables };
  try {
    return await promisify(execFile)(program, [...first, ...args], { cwd: root, env, maxBuffer: 8 << 20 });
  } catch (error) {
    throw Object.assign(new Error(`${name} ${args.join(' ')} ended with ${error.code}.\n${error.stdout}${error.stderr}`), { stdout: error.stdout, stderr: error.stderr, code: error.code });
  }
}

/**
 * Starts a server in interception that also listens at localhost. `proxied` are the variables with which a program reaches it under the real
 * names, `local` those for https://localhost. The machine itself does not change.
 */
export async function startInterceptingServer(...settings) {
  const folder = await mkdtemp(join(tmpdir(), 'tools-'));
  const [proxy] = await freePorts(1);
  const server = await startServer('--intercept', '--MockServer:InterceptPort=0', `--MockServer:ProxyPort=${proxy}`, `--MockServer:DataFolder=${folder}`, ...settings);
  const ca = join(folder, 'mock-ca.pem');
  await writeFile(ca, await (await fetch(`${server.url}/_mock/ca.pem`)).text());
  const local = { SSL_CERT_FILE: ca, REQUESTS_CA_BUNDLE: ca };
  return {
    ...server, folder, local,
    proxied: { ...local, HTTPS_PROXY: `http://127.0.0.1:${proxy}` },
    /** The journal of a tenant, oldest entry first. */
    journal: async tenant => (await (await fetch(`${server.url}/_mock/tenants/${tenant}/journal`)).json()).entries,
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
