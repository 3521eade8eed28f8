// Checks all pages: every block is run by a test, and every link has a target.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import { test } from 'node:test';
import { blocksOf, pageNames, read, root } from './documentation-page.mjs';

/** The files that run the blocks of pages which no test of this folder opens. The file contains the page's name or the first line of the block. */
const testedElsewhere = {
  'docs/install.md': { bash: 'tests/clients-js/install.test.mjs', sh: '.ci/run' },
  'docs/in-process-tests.md': { csharp: 'tests/TrustFramework.MockServer.Testing.Tests/DocumentationTests.cs' },
};

const names = await pageNames();
const pages = Object.fromEntries(await Promise.all(names.map(async name => [name, await read(name)])));
const folder = join(root, 'tests/clients-js/documentation');
const tests = (await Promise.all((await readdir(folder)).map(name => readFile(join(folder, name), 'utf8')))).join('');

test('a test runs each block of each page', async () => {
  for (const [name, text] of Object.entries(pages)) {
    const blocks = blocksOf(text).filter(block => !block.reason);
    if (blocks.length === 0 || tests.includes(`openPage('${name}')`))
      continue;
    assert.ok(testedElsewhere[name], `no test opens ${name}`);
    for (const { language, line, code } of blocks) {
      const file = testedElsewhere[name][language];
      assert.ok(file, `${name}:${line} ${language} is not run by a test and states no reason`);
      const runner = await readFile(join(root, file), 'utf8');
      assert.ok([name.split('/').at(-1), code.split('\n')[0]].some(marker => runner.includes(marker)), `${file} does not run ${name}:${line}`);
    }
  }
});

test('each block has a language, and each block that is not run has a reason', () => {
  const marked = [];
  for (const [name, text] of Object.entries(pages)) {
    const blocks = blocksOf(text);
    assert.equal(blocks.length, text.match(/^ *```/gm)?.length / 2 || 0, name);
    assert.deepEqual(blocks.filter(block => block.language === '').map(block => `${name}:${block.line}`), []);
    const reasons = blocks.filter(block => block.reason);
    assert.equal(reasons.length, text.match(/Not run in CI:/g)?.length ?? 0, `${name}: a reason without a block`);
    marked.push(...reasons.map(block => `${name} ${block.heading}`));
  }

  assert.deepEqual(marked.sort(), [
    'docs/ci.md Existing deployment actions and tasks',
    'docs/clients.md Terraform',
    'docs/cluster.md Change settings or the version',
    'docs/cluster.md Docker Compose',
    'docs/cluster.md Kubernetes',
    'docs/cluster.md Kubernetes',
    'docs/compose.md Intercept the real host names',
    'docs/compose.md Run the example',
    'docs/install.md Image',
    'docs/performance.md Performance',
  ]);
});

test('each json block can be parsed', () => {
  for (const text of Object.values(pages))
    for (const block of blocksOf(text).filter(block => block.language === 'json'))
      JSON.parse(block.code);
});

test('each link between the pages has a target', () => {
  const broken = [];
  for (const [name, text] of Object.entries(pages)) {
    for (const [, target] of text.replace(/^```.*?^```$/gms, '').matchAll(/\]\((?!https?:)([^)\s]+)\)/g)) {
      const [path, anchor] = target.split('#');
      const file = path === '' ? name : normalize(join(dirname(name), path));
      if (!existsSync(join(root, file)) || (anchor && pages[file] && !anchorsOf(pages[file]).includes(anchor)))
        broken.push(`${name} -> ${target}`);
    }
  }

  assert.deepEqual(broken, []);
});

/** The anchors that GitHub generates for headings. */
function anchorsOf(text) {
  return [...text.replace(/^```.*?^```$/gms, '').matchAll(/^#+ (.+)$/gm)]
    .map(([, heading]) => heading.toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, '').replaceAll(' ', '-'));
}
