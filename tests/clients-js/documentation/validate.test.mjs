// docs/validate.md: the commands print what the page shows.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertOutput, openPage, runBlock } from './documentation-page.mjs';

const page = await openPage('docs/validate.md');
const Title = 'Validate policies offline';

for (const [index, what] of ['accepted', 'refused'].entries()) {
  test(`the example is ${what} as the page shows`, async () => {
    const printed = await runBlock(page.take('bash', Title, index));

    assert.equal(printed, page.take('text', Title, index));
  });
}

test('effective prints the merged policy, and graph prints a diagram', async () => {
  assertOutput('<TrustFrameworkPolicy …\n…B2C_1A_Example_Base…', await runBlock(page.take('bash', 'Inspect policies')));
  assertOutput('flowchart TD\n…B2C_1A_Example_Base…', await runBlock(page.take('bash', 'Inspect policies', 1)));
});

test('each documented format is supported', async () => {
  for (const format of ['json', 'sarif', 'github'])
    assert.notEqual(await runBlock(`dotnet run --project src/TrustFramework.MockServer -- validate docker/seed --keys none --format ${format} || true`), '');
});

test('every block is used', () => {
  assert.deepEqual(page.unused(), []);
});
