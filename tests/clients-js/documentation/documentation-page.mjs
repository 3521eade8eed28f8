// The pages of the documentation, taken apart. A block is
//   bash      what a reader pastes, in the order of the page
//   sh        what starts the server, and stays
//   text      what the bash block before it prints, or the server's log says; … is anything
//   json      what the bash block before it answers, as an example: assertLike
//   others    code, which a test compiles, runs or compares
// or stands behind a line "*Not run in CI: …*" with the reason. all.test.mjs sees that there are no others.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile, readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { executable, unset } from '../server.mjs';

const run = promisify(execFile);
export const root = fileURLToPath(new URL('../../../', import.meta.url));

const Fence = /^(?:\*Not run in CI: (?<reason>[^\n]+)\*\n\n)?(?:<!-- (?<mark>[a-z-]+) -->\n)?```(?<language>\S*)\n(?<code>.*?)^```$/gms;
const Program = /dotnet run --project src\/TrustFramework\.MockServer(?: --(?= ))?/g;

/** Every page that a reader is led to. */
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

/** A page whose blocks are to be taken one by one; `left` are those that nobody took. */
export async function openPage(name) {
  const blocks = blocksOf(await read(name)).filter(block => !block.reason);
  const left = new Set(blocks);
  return {
    take(language, heading, index = 0) {
      const found = blocks.filter(block => block.language === language && block.heading === heading)[index];
      assert.ok(found, `${name} has no block ${index} of ${language} under "${heading}"`);
      left.delete(found);
      return found.code;
    },
    left: () => [...left].map(block => `${name}:${block.line} ${block.language}`),
  };
}

/** What a block prints when it is pasted into the root of a clone while this server runs. */
export const paste = async (block, server, options = {}) => (await run('bash', ['-eu', '-c', here(block, server)], {
  cwd: root, env: unset(), ...options,
})).stdout;

/** A block with the addresses of this server and the built program, instead of those that a reader has. */
export const here = (block, server) => block
  .replaceAll('http://localhost:8080', server?.url).replaceAll('https://localhost:8443', server?.origin).replace(Program, `'${executable()}'`);

/** The arguments of a block that starts the server, as the shell understands them. */
export async function argumentsOf(block) {
  assert.match(block, new RegExp(`^${Program.source}`));
  const { stdout } = await run('bash', ['-eu', '-c', `printf '%s\\0' ${block.replace(Program, '')}`]);
  return stdout.split('\0').filter(argument => argument !== '');
}

/** Whether each line that is shown was printed; … stands for anything. */
export function assertPrinted(shown, printed) {
  for (const line of shown.trim().split('\n')) {
    const pattern = line.split('…').map(part => part.trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.*');
    assert.match(printed, new RegExp(pattern));
  }
}

/** Whether an answer is like the example: the same members – or, where it has "…", more – of the same types, and at least as many elements. */
export function assertLike(shown, answer, path = '$') {
  assert.equal(kind(answer), kind(shown), path);
  if (Array.isArray(shown)) {
    assert.ok(answer.length >= shown.length, `${path} has ${answer.length} elements`);
    shown.forEach((element, i) => assertLike(element, answer[i], `${path}[${i}]`));
  } else if (kind(shown) === 'object') {
    const { '…': more, ...members } = shown;
    if (more === undefined)
      assert.deepEqual(Object.keys(answer).sort(), Object.keys(members).sort(), path);
    for (const [name, value] of Object.entries(members))
      assertLike(value, answer[name], `${path}.${name}`);
  }
}

const kind = value => value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
