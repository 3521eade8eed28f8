// Shared by the benchmarks: starts and observes programs, and creates the bearer token and the test policy.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

export const domain = 'contoso.onmicrosoft.com';
const base64 = value => Buffer.from(JSON.stringify(value)).toString('base64url');

/** An application token like a pipeline's, but unsigned: mode stub does not check signatures. */
export const token = tid => {
  const now = Math.floor(Date.now() / 1000);
  return `${base64({ alg: 'none', typ: 'JWT' })}.${base64({
    aud: 'https://graph.microsoft.com', iss: `https://sts.windows.net/${tid}/`, tid, appid: '11111111-0000-4000-8000-000000000001', idtyp: 'app',
    iat: now, nbf: now, exp: now + 24 * 3600, roles: ['Policy.ReadWrite.TrustFramework', 'TrustFrameworkKeySet.ReadWrite.All'],
  })}.`;
};

/** A generator of numbers below a limit. The same state gives the same numbers, so that a run can be repeated. */
export const createRandom = state => limit => {
  state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9 | 0;
  const mixed = Math.imul(state ^ (state >>> 13), 0x297a2d39);
  return ((mixed ^ (mixed >>> 16)) >>> 0) % limit;
};

const emptyFolder = mkdtempSync(join(tmpdir(), 'bench-empty-'));
process.on('exit', () => rmSync(emptyFolder, { recursive: true }));

/** Starts a program in an empty folder. An ASP.NET Core program watches the files below its folder, which would change its startup time. */
export const launch = (program, args, stdio = 'ignore') => spawn(resolve(program), args, { stdio, cwd: emptyFolder });

/** Starts a program and waits until PATH returns 200. */
export async function start(program, args, port, path, stdio = 'ignore') {
  const child = launch(program, args, stdio);
  await once(child, 'spawn');
  const server = { child, port, origin: `http://127.0.0.1:${port}`, stop: () => stop(child) };
  for (let tries = 0; ; tries++) {
    const status = await fetch(server.origin + path).then(response => response.status, () => 0);
    if (status === 200) return server;
    if (tries > 1500 || child.exitCode !== null) throw new Error(`${program} did not start`);
    await wait(20);
  }
}

export const startMockServer = (program, port, ...args) =>
  start(program, [`--urls=http://127.0.0.1:${port}`, `--MockServer:DefaultTenantDomain=${domain}`, ...args], port, '/_mock/health/ready');

async function stop(child) {
  const exited = once(child, 'exit');
  if (child.exitCode === null && child.kill()) await exited;
}

const ticksPerSecond = 100; // unit of the times in /proc/PID/stat

/** Resident memory and its peak in MB (10^6 bytes), processor time in seconds, and the number of open file descriptors. */
export function readProcessStats(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ')[1].split(' ');
  const status = readFileSync(`/proc/${pid}/status`, 'latin1');
  const readMemory = name => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)[1]) * 1024 / 1e6;
  return {
    resident: readMemory('VmRSS'),
    peak: readMemory('VmHWM'),
    processor: (Number(fields[11]) + Number(fields[12])) / ticksPerSecond,
    descriptors: readdirSync(`/proc/${pid}/fd`).length,
  };
}

/** Runs a program to its end. The statistics are read every few milliseconds, so that at most the last ones are missing. */
export const runToEnd = (program, args) => new Promise((resolveStats, reject) => {
  let stats = { processor: 0, peak: 0 };
  const child = launch(program, args);
  const timer = setInterval(() => {
    try {
      stats = readProcessStats(child.pid);
    } catch {
      // The process has ended.
    }
  }, 2);
  child.on('error', reject).on('exit', (code, signal) => {
    clearInterval(timer);
    resolveStats({ code, signal, processor: stats.processor, peak: stats.peak });
  });
});

/** The open file descriptors of a process, counted by kind. */
export const countDescriptors = pid => readdirSync(`/proc/${pid}/fd`).reduce((kinds, fd) => {
  const kind = readlinkSync(`/proc/${pid}/fd/${fd}`).replace(/\[\d+\]/, '');
  return kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
}, new Map());

export const median = numbers => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];

/** Makes the benchmark exit with 1 when a bound was missed. */
export function failIfMissed(missed) {
  if (missed.length === 0) return;
  console.error(`Missed: ${missed.join('; ')}.`);
  process.exitCode = 1;
}

export async function call(origin, { method, path, headers, body }) {
  const response = await fetch(origin + path, { method, headers, body });
  if (!response.ok) throw new Error(`${method} ${path} returned ${response.status}: ${await response.text()}`);
  return response;
}

/** A policy without a base policy. Size and kinds of elements are those of the largest policy in Microsoft's starter pack. */
export function generatePolicy() {
  const claims = Array.from({ length: 130 }, (_, i) => `      <ClaimType Id="claim${i}">
        <DisplayName>Claim number ${i}</DisplayName>
        <DataType>string</DataType>
        <UserHelpText>Help text of claim number ${i}.</UserHelpText>
        <UserInputType>TextBox</UserInputType>
      </ClaimType>\n`).join('');
  const transformations = Array.from({ length: 40 }, (_, i) => `      <ClaimsTransformation Id="Copy${i}" TransformationMethod="CopyClaim">
        <InputClaims>
          <InputClaim ClaimTypeReferenceId="claim${i}" TransformationClaimType="inputClaim" />
        </InputClaims>
        <OutputClaims>
          <OutputClaim ClaimTypeReferenceId="claim${i + 1}" TransformationClaimType="outputClaim" />
        </OutputClaims>
      </ClaimsTransformation>\n`).join('');
  const profiles = Array.from({ length: 28 }, (_, i) => `        <TechnicalProfile Id="Profile-${i}">
          <DisplayName>Profile number ${i}</DisplayName>
          <Protocol Name="Proprietary" Handler="Web.TPEngine.Providers.ClaimsTransformationProtocolProvider, Web.TPEngine, Version=1.0.0.0, Culture=neutral, PublicKeyToken=null" />
          <InputClaims>
            <InputClaim ClaimTypeReferenceId="claim${i}" />
            <InputClaim ClaimTypeReferenceId="claim${i + 30}" DefaultValue="none" />
          </InputClaims>
          <OutputClaims>
            <OutputClaim ClaimTypeReferenceId="claim${i + 1}" />
            <OutputClaim ClaimTypeReferenceId="claim${i + 31}" PartnerClaimType="other${i}" />
          </OutputClaims>
          <OutputClaimsTransformations>
            <OutputClaimsTransformation ReferenceId="Copy${i}" />
          </OutputClaimsTransformations>
        </TechnicalProfile>\n`).join('');
  return `<?xml version="1.0" encoding="utf-8"?>
<TrustFrameworkPolicy xmlns="http://schemas.microsoft.com/online/cpim/schemas/2013/06" PolicySchemaVersion="0.3.0.0"
  TenantId="${domain}" PolicyId="B2C_1A_Bench" PublicPolicyUri="http://${domain}/B2C_1A_Bench">
  <BuildingBlocks>
    <ClaimsSchema>\n${claims}    </ClaimsSchema>
    <ClaimsTransformations>\n${transformations}    </ClaimsTransformations>
  </BuildingBlocks>
  <ClaimsProviders>
    <ClaimsProvider>
      <DisplayName>Bench</DisplayName>
      <TechnicalProfiles>\n${profiles}      </TechnicalProfiles>
    </ClaimsProvider>
  </ClaimsProviders>
</TrustFrameworkPolicy>`;
}

/** The largest base policy of the starter pack if STARTERPACK names its folder, otherwise a generated policy. */
export function largePolicy() {
  const real = process.env.STARTERPACK && join(process.env.STARTERPACK, 'SocialAndLocalAccountsWithMfa', 'TrustFrameworkBase.xml');
  if (!real || !existsSync(real)) return { name: 'a generated policy', text: generatePolicy() };
  const text = readFileSync(real, 'utf8').replace(/^\uFEFF/, '').replaceAll('yourtenant.onmicrosoft.com', domain).replaceAll('B2C_1A_TrustFrameworkBase', 'B2C_1A_Bench');
  return { name: "the starter pack's largest base policy", text };
}

/** Writes the mock server's responses and the schema to the folder from which the baseline serves them. */
export function writeRecordedResponses(folder, responses, schema) {
  writeFileSync(join(folder, 'responses.json'), JSON.stringify(responses.map(({ bytes, ...response }, i) => {
    if (bytes.length > 0) writeFileSync(join(folder, `${i}`), bytes);
    return { ...response, body: bytes.length > 0 ? `${i}` : null };
  })));
  writeFileSync(join(folder, 'policy.xsd'), readFileSync(schema));
}

/** A self-signed certificate as PEM and as base64 of DER, and a PFX file with the password "secret" for each number of iterations, as base64. */
export function createCertificate(...iterations) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const openssl = (...args) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  try {
    openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'key.pem', '-out', 'certificate.pem', '-subj', '/CN=bench.example', '-days', '3650');
    const pem = readFileSync(join(folder, 'certificate.pem'), 'latin1');
    return {
      pem,
      der: pem.split('\n').filter(line => !line.startsWith('-')).join(''),
      pfx: iterations.map(count => openssl('pkcs12', '-export', '-inkey', 'key.pem', '-in', 'certificate.pem', '-passout', 'pass:secret', '-iter', `${count}`,
        '-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES', '-macalg', 'sha1').toString('base64')),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
