// The commands that judge and show policy files: what they print is what the page says.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertPrinted, openPage, paste } from './page.mjs';

const page = await openPage('docs/validate.md');
const Title = 'Checking policies without a server';

for (const [index, what] of ['accepted', 'refused'].entries()) {
  test(`the example is ${what} as the page shows`, async () => {
    const printed = await paste(page.take('bash', Title, index));

    assert.equal(printed, page.take('text', Title, index));
  });
}

test('a policy is shown with all that it inherits, and as a drawing', async () => {
  assertPrinted('<TrustFrameworkPolicy …\n…B2C_1A_Example_Base…', await paste(page.take('bash', 'Looking at policies')));
  assertPrinted('flowchart TD\n…B2C_1A_Example_Base…', await paste(page.take('bash', 'Looking at policies', 1)));
});

test('each format that the page names is known', async () => {
  for (const format of ['json', 'sarif', 'github'])
    assert.notEqual(await paste(`dotnet run --project src/TrustFramework.MockServer -- validate docker/seed --keys none --format ${format} || true`), '');
});

test('nothing is left', () => {
  assert.deepEqual(page.left(), []);
});
