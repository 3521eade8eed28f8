// Processor time and peak memory of the command validate for a repository of 1,500 policies: in many inheritance chains, and in one with many
// relying parties. Medians of several runs. Exits with 1 when a bound is missed. bench/run runs this.
//   node bench/validate-repository.mjs SERVER
// STARTERPACK=FOLDER also measures copies of Microsoft's starter pack.
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { failIfMissed, generatePolicy, median, runToEnd } from './harness.mjs';

const [program] = process.argv.slice(2);
const [files, rounds, maxProcessor, maxMemory] = [1500, 5, 3, 300]; // seconds, MB

const seed = join(dirname(fileURLToPath(import.meta.url)), '..', 'docker', 'seed');
const read = name => readFileSync(join(seed, `B2C_1A_Example_${name}.xml`), 'utf8');
const [base, extensions, relyingParty] = ['Base', 'Extensions', 'SignUpOrSignIn'].map(read);
const basePolicy = id => `  <BasePolicy>\n    <TenantId>contoso.onmicrosoft.com</TenantId>\n    <PolicyId>${id}</PolicyId>\n  </BasePolicy>\n`;
/** A policy of 72 KB between the base policy and the extensions. */
const large = generatePolicy().replaceAll('B2C_1A_Bench', 'B2C_1A_Example_Large').replace('  <BuildingBlocks>', `${basePolicy('B2C_1A_Example_Base')}  <BuildingBlocks>`);

/** Writes a chain whose ids start with a prefix, and relying parties that inherit from it. */
function writeChain(folder, prefix, relyingParties) {
  mkdirSync(folder, { recursive: true });
  const write = (name, text) => writeFileSync(join(folder, `${name}.xml`), text.replaceAll('B2C_1A_Example_', `B2C_1A_${prefix}_`));
  write('Base', base);
  write('Large', large);
  write('Extensions', extensions.replace('<PolicyId>B2C_1A_Example_Base<', '<PolicyId>B2C_1A_Example_Large<'));
  for (let i = 0; i < relyingParties; i++) write(`SignIn${i}`, relyingParty.replaceAll('B2C_1A_Example_SignUpOrSignIn', `B2C_1A_Example_SignIn${i}`));
}

/** Copies the starter pack. Each copy has ids of its own. */
function copyStarterPack(folder) {
  const source = process.env.STARTERPACK;
  const names = readdirSync(source, { recursive: true }).filter(name => name.endsWith('.xml'));
  for (let copy = 0; copy * names.length < files; copy++) {
    for (const name of names) {
      mkdirSync(dirname(join(folder, `${copy}`, name)), { recursive: true });
      writeFileSync(join(folder, `${copy}`, name), readFileSync(join(source, name), 'utf8').replaceAll('B2C_1A_', `B2C_1A_${copy}_`));
    }
  }
}

const repositories = {
  'many chains': folder => { for (let i = 0; i < files / 6; i++) writeChain(join(folder, `${i}`), `Chain${i}`, 3); },
  'one chain': folder => writeChain(folder, 'Example', files - 3),
  ...(process.env.STARTERPACK ? { 'copies of the starter pack': copyStarterPack } : {}),
};

async function measure(folder) {
  const { code, signal, processor, peak } = await runToEnd(program, ['validate', folder, '--ignore-keys']);
  // 1: the starter pack contains a policy that is refused.
  if (code !== 0 && code !== 1) throw new Error(`validate ended with ${code ?? signal}`);
  return { processor, peak };
}

console.log('| Repository | Policies | MB | Processor time | At most | Peak memory | At most |\n|---|---|---|---|---|---|---|');
const missed = [];
const root = mkdtempSync(join(tmpdir(), 'bench-'));
try {
  for (const [name, create] of Object.entries(repositories)) {
    const folder = join(root, name);
    mkdirSync(folder);
    create(folder);
    const sizes = readdirSync(folder, { recursive: true }).filter(entry => entry.endsWith('.xml')).map(entry => readFileSync(join(folder, entry)).length);
    const usages = [];
    for (let round = 0; round < rounds; round++) usages.push(await measure(folder));
    const [processor, memory] = [median(usages.map(usage => usage.processor)), Math.max(...usages.map(usage => usage.peak))];
    console.log(`| ${name} | ${sizes.length} | ${(sizes.reduce((sum, size) => sum + size) / 1e6).toFixed(0)} | ${processor.toFixed(2)} s | ${maxProcessor} s | ${memory.toFixed(0)} MB | ${maxMemory} MB |`);
    if (processor > maxProcessor) missed.push(`processor time, ${name}`);
    if (memory > maxMemory) missed.push(`peak memory, ${name}`);
  }
} finally {
  rmSync(root, { recursive: true });
}
failIfMissed(missed);
