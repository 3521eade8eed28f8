// Runs the pipeline examples step by step. The built program replaces the installed tool and the container.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { parse } from 'yaml';
import { minimalPolicy } from '../policies.mjs';
import { executable, freePorts, startServer, cleanEnvironment } from '../server.mjs';
import { openPage, root, withServerAddresses } from './documentation-page.mjs';

const page = await openPage('docs/ci.md');
const compose = await openPage('docs/compose.md');
const processWorkflow = parse(page.take('yaml', 'GitHub Actions'));
const serviceWorkflow = parse(page.take('yaml', 'GitHub Actions', 1));
const azurePipeline = parse(page.take('yaml', 'Azure Pipelines'));

const Uploaded = `TrustFrameworkBase: B2C_1A_Example_Base
TrustFrameworkLocalization: B2C_1A_Example_Localization
TrustFrameworkExtensions: B2C_1A_Example_Extensions
SignUpOrSignin: B2C_1A_Example_SignUpOrSignIn
`;

const work = await mkdtemp(join(tmpdir(), 'ci-'));
after(() => rm(work, { recursive: true, force: true }));
await mkdir(join(work, 'tools'));
await symlink(executable(), join(work, 'tools', 'trustframework-mock'));

/** Creates a checkout whose policy files are named like those of the starter pack. */
async function checkout(name) {
  const folder = join(work, name);
  const names = { Base: 'TrustFrameworkBase', Extensions: 'TrustFrameworkExtensions', SignUpOrSignIn: 'SignUpOrSignin' };
  for (const [part, file] of Object.entries(names))
    await cp(`${root}docker/seed/B2C_1A_Example_${part}.xml`, join(folder, 'policies', `${file}.xml`));
  await writeFile(
    join(folder, 'policies', 'TrustFrameworkLocalization.xml'),
    minimalPolicy('contoso.onmicrosoft.com', 'B2C_1A_Example_Localization', 'B2C_1A_Example_Base'));
  return folder;
}

/** Creates a checkout of a variant of Microsoft's starter pack, with the placeholder for the tenant replaced. */
async function checkoutStarterPack(variant) {
  const folder = join(work, variant);
  await mkdir(join(folder, 'policies'), { recursive: true });
  for (const name of await readdir(join(process.env.STARTERPACK, variant))) {
    const text = await readFile(join(process.env.STARTERPACK, variant, name), 'utf8');
    await writeFile(join(folder, 'policies', name), text.replaceAll('yourtenant.onmicrosoft.com', 'contoso.onmicrosoft.com'));
  }
  return folder;
}

/** Makes the relying party refer to a user journey that does not exist. */
async function breakPolicy(folder) {
  const file = join(folder, 'policies', 'SignUpOrSignin.xml');
  await writeFile(file, (await readFile(file, 'utf8')).replace('ReferenceId="SignUpOrSignIn"', 'ReferenceId="Nowhere"'));
}

/** Runs a step like the runner does: bash that stops at the first failure. Background processes keep running. */
async function runStep(script, folder, server, flags = ['-e', '-o', 'pipefail']) {
  assert.ok(script);
  const shell = spawn('bash', ['--noprofile', '--norc', ...flags, '-c', withServerAddresses(script, server)], {
    cwd: folder,
    env: { ...cleanEnvironment(), PATH: `${join(work, 'tools')}:${process.env.PATH}`, ASPNETCORE_URLS: server?.url },
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

/** Starts the server with the environment variables of a service container. */
const startService = environment => startServer(...Object.entries(environment).map(([name, value]) => `--${name.replaceAll('__', ':')}=${value}`));

test('validate reports errors as annotations', async () => {
  const folder = await checkout('validated');
  const script = github(processWorkflow, 'policies', 'Validate');

  assert.equal((await runStep(script, folder)).code, 0);
  await breakPolicy(folder);
  const { code, output } = await runStep(script, folder);

  assert.equal(code, 1);
  assert.match(output, /^::error file=policies\/SignUpOrSignin\.xml,line=\d+/m);
});

test('the started server accepts the policies and refuses an invalid one', async () => {
  const folder = await checkout('started');
  const server = { url: `http://127.0.0.1:${(await freePorts(1))[0]}` };
  const start = github(processWorkflow, 'policies', 'Start');
  const [serve, wait] = start.trim().split('\n');
  assert.equal(wait, ready);
  try {
    assert.equal((await runStep(`${serve}\necho $! > pid\n${wait}`, folder, server)).code, 0);

    assert.deepEqual(await runStep(github(processWorkflow, 'policies', 'Upload'), folder, server), { code: 0, output: Uploaded });
    await breakPolicy(folder);
    const refused = await runStep(github(processWorkflow, 'policies', 'Upload'), folder, server);

    assert.equal(refused.code, 1);
    assert.match(refused.output, /Validation failed: 1 validation error\(s\) found in policy \\"B2C_1A_EXAMPLE_SIGNUPORSIGNIN\\"/);
    assert.match((await runStep(github(processWorkflow, 'policies', 'Show the server log'), folder, server)).output, /WRN PUT .* 400 /);
  } finally {
    process.kill(Number(await readFile(join(folder, 'pid'), 'utf8')));
  }
});

test('the steps pass for the starter pack', { skip: process.env.STARTERPACK ? false : 'STARTERPACK is not set' }, async () => {
  const folder = await checkoutStarterPack('SocialAndLocalAccounts');
  const server = { url: `http://127.0.0.1:${(await freePorts(1))[0]}` };
  const [serve, wait] = github(processWorkflow, 'policies', 'Start').trim().split('\n');

  const validated = await runStep(github(processWorkflow, 'policies', 'Validate'), folder);
  assert.equal(validated.code, 0, validated.output);
  try {
    assert.equal((await runStep(`${serve}\necho $! > pid\n${wait}`, folder, server)).code, 0);
    assert.deepEqual(await runStep(github(processWorkflow, 'policies', 'Upload'), folder, server), {
      code: 0,
      output: 'TrustFrameworkBase: B2C_1A_TrustFrameworkBase\nTrustFrameworkLocalization: B2C_1A_TrustFrameworkLocalization\n'
        + 'TrustFrameworkExtensions: B2C_1A_TrustFrameworkExtensions\nSignUpOrSignin: B2C_1A_signup_signin\n',
    });
  } finally {
    process.kill(Number(await readFile(join(folder, 'pid'), 'utf8')));
  }
});

const services = {
  'GitHub Actions': { environment: serviceWorkflow.jobs.upload.services.mockserver.env, upload: github(serviceWorkflow, 'upload', 'Upload') },
  'Azure Pipelines': {
    environment: azurePipeline.resources.containers[0].env,
    upload: azurePipeline.jobs[0].steps.find(candidate => candidate.displayName === 'Upload').bash,
    wait: azurePipeline.jobs[0].steps.find(candidate => candidate.displayName === 'Wait').bash,
  },
};
for (const [where, { environment, upload, wait }] of Object.entries(services)) {
  test(`with a service container of ${where} the upload passes, and fails for an invalid policy`, async () => {
    const folder = await checkout(where.replace(' ', '-'));
    const server = await startService(environment);
    // GitHub stops at the first failure by itself, Azure does not.
    const flags = where === 'GitHub Actions' ? undefined : [];
    try {
      if (wait)
        assert.equal((await runStep(wait, folder, server, flags)).code, 0);
      assert.deepEqual(await runStep(upload, folder, server, flags), { code: 0, output: Uploaded });
      await breakPolicy(folder);
      assert.equal((await runStep(upload, folder, server, flags)).code, 1);
    } finally {
      await server.stop();
    }
  });
}

// interception/deployment-action.mjs runs these blocks and uploads the starter pack.
test('the key sets for a deployment action are created', async () => {
  const server = await startServer();
  try {
    await runStep(page.take('bash', 'Existing deployment actions and tasks'), work, server, ['-eu']);
    const { keySets } = await (await fetch(`${server.url}/_mock/tenants/contoso.onmicrosoft.com`)).json();
    assert.equal(keySets, 3);
    assert.equal(parse(page.take('yaml', 'Existing deployment actions and tasks'))[0].with.tenant, 'contoso.onmicrosoft.com');
  } finally {
    await server.stop();
  }
});

test('the Azure job uses the container that the pipeline declares', () => {
  assert.equal(azurePipeline.jobs[0].services.mockserver, azurePipeline.resources.containers[0].container);
});

test('the service of a compose file starts with its seed', async () => {
  const { services: { mockserver } } = parse(compose.take('yaml', 'Use it with your services'));
  assert.deepEqual(mockserver.volumes, [`./seed:${mockserver.environment.MockServer__Seed}:ro`]);
  const server = await startService({ ...mockserver.environment, MockServer__Seed: `${root}docker/seed` });
  try {
    assert.equal((await (await fetch(`${server.url}/_mock/tenants/default`)).json()).policies, 3);
  } finally {
    await server.stop();
  }
});

test('every block is used', () => {
  assert.deepEqual([page, compose].flatMap(each => each.unused()), []);
});
