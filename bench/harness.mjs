// What the benches of bench/run have in common: how a program is started and watched, whom it is told is asking, and what it is asked.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

export const domain = 'contoso.onmicrosoft.com';
const base64 = value => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A JWT as a pipeline sends it, but for its signature: in mode stub nobody asks for one. */
export const token = tid => {
  const now = Math.floor(Date.now() / 1000);
  return `${base64({ alg: 'none', typ: 'JWT' })}.${base64({
    aud: 'https://graph.microsoft.com', iss: `https://sts.windows.net/${tid}/`, tid, appid: '11111111-0000-4000-8000-000000000001', idtyp: 'app',
    iat: now, nbf: now, exp: now + 24 * 3600, roles: ['Policy.ReadWrite.TrustFramework', 'TrustFrameworkKeySet.ReadWrite.All'],
  })}.`;
};

const nowhere = mkdtempSync(join(tmpdir(), 'nowhere-'));
process.on('exit', () => rmSync(nowhere, { recursive: true }));

/** In an empty folder: a bare program watches all files below, and would be measured by what lies there. */
export const launch = (program, args) => spawn(resolve(program), args, { stdio: 'ignore', cwd: nowhere });

/** Starts a program and gives it when PATH is answered. */
export async function start(program, args, port, path) {
  const child = launch(program, args);
  await once(child, 'spawn');
  const server = { child, port, origin: `http://127.0.0.1:${port}`, stop: () => stop(child) };
  for (let tries = 0; ; tries++) {
    const status = await fetch(server.origin + path).then(answer => answer.status, () => 0);
    if (status === 200) return server;
    if (tries > 1500 || child.exitCode !== null) throw new Error(`${program} does not start`);
    await wait(20);
  }
}

export const startOurs = (program, port, ...args) =>
  start(program, [`--urls=http://127.0.0.1:${port}`, `--MockServer:DefaultTenantDomain=${domain}`, ...args], port, '/_mock/health/ready');

async function stop(child) {
  const gone = once(child, 'exit');
  if (child.exitCode === null && child.kill()) await gone;
}

const ticksPerSecond = 100; // of /proc

/** Of a process: resident memory in MiB, processor time in seconds, open descriptors. */
export function look(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ')[1].split(' ');
  return {
    resident: Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))[1]) / 1024,
    processor: (Number(fields[11]) + Number(fields[12])) / ticksPerSecond,
    descriptors: readdirSync(`/proc/${pid}/fd`).length,
  };
}

/** Of a process: what its open descriptors are, and how many of each kind. */
export const descriptors = pid => readdirSync(`/proc/${pid}/fd`).reduce((kinds, fd) => {
  const kind = readlinkSync(`/proc/${pid}/fd/${fd}`).replace(/\[\d+\]/, '');
  return kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
}, new Map());

export const median = numbers => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];

/** Ends the bench as failed when a bound was missed. */
export function verdict(missed) {
  if (missed.length === 0) return;
  console.error(`Missed: ${missed.join('; ')}.`);
  process.exitCode = 1;
}

export async function call(origin, { method, path, headers, body }) {
  const answer = await fetch(origin + path, { method, headers, body });
  if (!answer.ok) throw new Error(`${method} ${path} was answered ${answer.status}: ${await answer.text()}`);
  return answer;
}

/** A policy without a base, about as large as the largest of Microsoft's starter pack and of the same kinds of things. */
function generated() {
  const claims = Array.from({ length: 130 }, (_, i) => `      <ClaimType Id="claim${i}">
        <DisplayName>Claim number ${i}</DisplayName>
        <DataType>string</DataType>
        <UserHelpText>What claim number ${i} is good for.</UserHelpText>
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

/** The largest base of the starter pack where STARTERPACK says it lies, else one like it. */
export function largePolicy() {
  const real = process.env.STARTERPACK && join(process.env.STARTERPACK, 'SocialAndLocalAccountsWithMfa', 'TrustFrameworkBase.xml');
  if (!real || !existsSync(real)) return { name: 'a generated policy', text: generated() };
  const text = readFileSync(real, 'utf8').replace(/^\uFEFF/, '').replaceAll('yourtenant.onmicrosoft.com', domain).replaceAll('B2C_1A_TrustFrameworkBase', 'B2C_1A_Bench');
  return { name: "the starter pack's largest base", text };
}

/** Recorded answers of ours, and the schema, for the bare program to give back. */
export function record(folder, answers, schema) {
  writeFileSync(join(folder, 'answers.json'), JSON.stringify(answers.map(({ bytes, ...answer }, i) => {
    if (bytes.length > 0) writeFileSync(join(folder, `${i}`), bytes);
    return { ...answer, body: bytes.length > 0 ? `${i}` : null };
  })));
  writeFileSync(join(folder, 'policy.xsd'), readFileSync(schema));
}
