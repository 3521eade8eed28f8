// Reads the code blocks of the documentation pages. The language of a block says what a test does with it:
//   bash      runs it, in the order of the page
//   sh        starts the server with its arguments
//   text      compares it with what the previous bash block printed or with the server's log; … stands for any text
//   json      compares it with the response of the previous bash block, see assertShape
//   others    compiles, runs or compares the code
// A block below a line "*Not run in CI: …*" is not run; the line states the reason. all-pages.test.mjs checks that there are no other blocks.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { executable, cleanEnvironment } from '../server.mjs';

const run = promisify(execFile);
export const root = fileURLToPath(new URL('../../../', import.meta.url));

const Fence = /^(?:\*Not run in CI: (?<reason>[^\n]+)\*\n\n)?(?:<!-- (?<mark>[a-z-]+) -->\n)?```(?<language>\S*)\n(?<code>.*?)^```$/gms;
const Program = /dotnet run --project src\/TrustFramework\.MockServer(?: --(?= ))?/g;

/** All pages that the documentation consists of. */
export const pageNames = async () => [
  'README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md',
  ...(await readdir(`${root}docs`, { recursive: true })).filter(name => name.endsWith('.md')).map(name => `docs/${name}`),
];

export const read = name => readFile(root + name, 'utf8');

export function blocksOf(text) {
  return [...text.matchAll(Fence)].map(match => {
    const before = text.slice(0, match.index);
    return { ...match.groups, line: before.split('\n').length, heading: before.match(/^#+ (.+)$/gm)?.at(-1).replace(/^#+ /, '') };
  });
}

/** Opens a page. Tests take its blocks one by one; `unused` returns the blocks that no test took. */
export async function openPage(name) {
  const blocks = blocksOf(await read(name)).filter(block => !block.reason);
  const remaining = new Set(blocks);
  return {
    take(language, heading, index = 0) {
      const found = blocks.filter(block => block.language === language && block.heading === heading)[index];
      assert.ok(found, `${name} has no block ${index} of ${language} under "${heading}"`);
      remaining.delete(found);
      return found.code;
    },
    unused: () => [...remaining].map(block => `${name}:${block.line} ${block.language}`),
  };
}

/** Runs a block in the root folder of the repository against this server, and returns what it prints. */
export const runBlock = async (block, server, options = {}) => (await run('bash', ['-eu', '-c', withServerAddresses(block, server)], {
  cwd: root, env: cleanEnvironment(), ...options,
})).stdout;

/** Runs a program for Node in the folder where Node finds the libraries, and returns what it prints. */
export async function runProgram(block, server, ca) {
  const program = fileURLToPath(new URL(`../pasted-${process.pid}.mjs`, import.meta.url));
  try {
    await writeFile(program, withServerAddresses(block, server));
    const env = { ...process.env, NODE_TEST_CONTEXT: undefined, NODE_EXTRA_CA_CERTS: ca };
    return (await run('node', [program], { env, timeout: 60_000 })).stdout;
  } finally {
    await rm(program, { force: true });
  }
}

/** Replaces the documented addresses and the documented command by those of this server and of the built program. */
export const withServerAddresses = (block, server) => block
  .replaceAll('http://localhost:8080', server?.url).replaceAll('https://localhost:8443', server?.origin).replace(Program, `'${executable()}'`);

/** The arguments of a block that starts the server, split by the shell. */
export async function argumentsOf(block) {
  assert.match(block, new RegExp(`^${Program.source}`));
  const { stdout } = await run('bash', ['-eu', '-c', `printf '%s\\0' ${block.replace(Program, '')}`]);
  return stdout.split('\0').filter(argument => argument !== '');
}

/** Asserts that each documented line was printed. … stands for any text. */
export function assertOutput(documented, printed) {
  for (const line of documented.trim().split('\n')) {
    const pattern = line.split('…').map(part => part.trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.*');
    assert.match(printed, new RegExp(pattern));
  }
}

/**
 * Asserts that a response has the shape of the documented example: the same members with the same types, and at least as many elements.
 * A member "…" in the example allows additional members.
 */
export function assertShape(documented, response, path = '$') {
  assert.equal(typeName(response), typeName(documented), path);
  if (Array.isArray(documented)) {
    assert.ok(response.length >= documented.length, `${path} has ${response.length} elements`);
    documented.forEach((element, i) => assertShape(element, response[i], `${path}[${i}]`));
  } else if (typeName(documented) === 'object') {
    const { '…': more, ...members } = documented;
    if (more === undefined)
      assert.deepEqual(Object.keys(response).sort(), Object.keys(members).sort(), path);
    for (const [name, value] of Object.entries(members))
      assertShape(value, response[name], `${path}.${name}`);
  }
}

const typeName = value => value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
