// The examples for pipelines, step by step, with the program in the place of the installed tool and of the container.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { parse } from 'yaml';
import { executable, freePorts, startServer, unset } from '../server.mjs';
import { here, openPage, root } from './page.mjs';

const page = await openPage('docs/ci.md');
const compose = await openPage('docs/compose.md');
const started = parse(page.take('yaml', 'GitHub Actions'));
const contained = parse(page.take('yaml', 'GitHub Actions', 1));
const azure = parse(page.take('yaml', 'Azure Pipelines'));

const Uploaded = `TrustFrameworkBase: B2C_1A_Example_Base
TrustFrameworkExtensions: B2C_1A_Example_Extensions
SignUpOrSignin: B2C_1A_Example_SignUpOrSignIn
`;

const work = await mkdtemp(join(tmpdir(), 'ci-'));
after(() => rm(work, { recursive: true, force: true }));
await mkdir(join(work, 'tools'));
await symlink(executable(), join(work, 'tools', 'trustframework-mock'));

/** A checkout with policies named as those of the starter pack are. */
async function checkout(name) {
  const folder = join(work, name);
  const names = { Base: 'TrustFrameworkBase', Extensions: 'TrustFrameworkExtensions', SignUpOrSignIn: 'SignUpOrSignin' };
  for (const [part, file] of Object.entries(names))
    await cp(`${root}docker/seed/B2C_1A_Example_${part}.xml`, join(folder, 'policies', `${file}.xml`));
  return folder;
}

/** The relying party names a journey that nobody has. */
async function spoil(folder) {
  const file = join(folder, 'policies', 'SignUpOrSignin.xml');
  await writeFile(file, (await readFile(file, 'utf8')).replace('ReferenceId="SignUpOrSignIn"', 'ReferenceId="Nowhere"'));
}

/** A step as the runner runs it: bash, which stops at what fails. What it leaves in the background lives on. */
async function step(script, folder, server, flags = ['-e', '-o', 'pipefail']) {
  assert.ok(script);
  const shell = spawn('bash', ['--noprofile', '--norc', ...flags, '-c', here(script, server)], {
    cwd: folder,
    env: { ...unset(), PATH: `${join(work, 'tools')}:${process.env.PATH}`, ASPNETCORE_URLS: server?.url },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [shell.stdout, shell.stderr])
    stream.setEncoding('utf8').on('data', text => { output += text; });
  const [code] = await once(shell, 'close');
  return { code, output };
}

const github = (workflow, job, name) => workflow.jobs[job].steps.find(candidate => candidate.name === name).run;
const ready = 'curl -sS --fail --retry 30 --retry-delay 1 --retry-connrefused http://localhost:8080/_mock/health/ready';

/** With the settings of a service, minus what its container alone needs. */
const service = environment => startServer(...Object.entries(environment).map(([name, value]) => `--${name.replaceAll('__', ':')}=${value}`));

test('the files are judged, and what is wrong is an annotation', async () => {
  const folder = await checkout('judged');
  const script = github(started, 'policies', 'Judge');

  assert.equal((await step(script, folder)).code, 0);
  await spoil(folder);
  const { code, output } = await step(script, folder);

  assert.equal(code, 1);
  assert.match(output, /^::error file=policies\/SignUpOrSignin\.xml,line=\d+/m);
});

test('the server is started, takes the policies, and refuses what it would be refused', async () => {
  const folder = await checkout('started');
  const server = { url: `http://127.0.0.1:${(await freePorts(1))[0]}` };
  const start = github(started, 'policies', 'Start');
  const [serve, wait] = start.trim().split('\n');
  assert.equal(wait, ready);
  try {
    assert.equal((await step(`${serve}\necho $! > pid\n${wait}`, folder, server)).code, 0);

    assert.deepEqual(await step(github(started, 'policies', 'Upload'), folder, server), { code: 0, output: Uploaded });
    await spoil(folder);
    const refused = await step(github(started, 'policies', 'Upload'), folder, server);

    assert.equal(refused.code, 1);
    assert.match(refused.output, /Validation failed: 1 validation error\(s\) found in policy \\"B2C_1A_EXAMPLE_SIGNUPORSIGNIN\\"/);
    assert.match((await step(github(started, 'policies', 'What the server says'), folder, server)).output, /WRN PUT .* 400 /);
  } finally {
    process.kill(Number(await readFile(join(folder, 'pid'), 'utf8')));
  }
});

const services = {
  'GitHub Actions': { environment: contained.jobs.upload.services.mockserver.env, upload: github(contained, 'upload', 'Upload') },
  'Azure Pipelines': {
    environment: azure.resources.containers[0].env,
    upload: azure.jobs[0].steps.find(candidate => candidate.displayName === 'Upload').bash,
    wait: azure.jobs[0].steps.find(candidate => candidate.displayName === 'Wait').bash,
  },
};
for (const [where, { environment, upload, wait }] of Object.entries(services)) {
  test(`beside a service of ${where} the upload passes, and fails with what would be refused`, async () => {
    const folder = await checkout(where.replace(' ', '-'));
    const server = await service(environment);
    // GitHub stops at what fails by itself, Azure does not.
    const flags = where === 'GitHub Actions' ? undefined : [];
    try {
      if (wait)
        assert.equal((await step(wait, folder, server, flags)).code, 0);
      assert.deepEqual(await step(upload, folder, server, flags), { code: 0, output: Uploaded });
      await spoil(folder);
      assert.equal((await step(upload, folder, server, flags)).code, 1);
    } finally {
      await server.stop();
    }
  });
}

test('Azure names the container that it declares', () => {
  assert.equal(azure.jobs[0].services.mockserver, azure.resources.containers[0].container);
});

test('the service of a compose file starts with its seed', async () => {
  const { services: { mockserver } } = parse(compose.take('yaml', 'Beside your own services'));
  assert.deepEqual(mockserver.volumes, [`./seed:${mockserver.environment.MockServer__Seed}:ro`]);
  const server = await service({ ...mockserver.environment, MockServer__Seed: `${root}docker/seed` });
  try {
    assert.equal((await (await fetch(`${server.url}/_mock/tenants/default`)).json()).policies, 3);
  } finally {
    await server.stop();
  }
});

test('nothing is left', () => {
  assert.deepEqual([page, compose].flatMap(each => each.left()), []);
});
