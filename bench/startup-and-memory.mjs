// What starting costs, and keeping: milliseconds from the start of a program to its first answer, with its file in the disk cache and
// without, and resident memory when nobody asks and after load. The two programs in turns; medians, of starts the median of each turn's
// ratio. Called by bench/run.
//   node bench/shipped.mjs OURS BARE
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { launch, look, median, verdict } from './servers.mjs';

const [oursProgram, bareProgram] = process.argv.slice(2);
// From one start to the next a tenth is nothing: of eleven the medians moved by seven in a hundred, of forty-one by three.
const [rounds, port, settled] = [101, 18510, 2000];
const authorization = 'Bearer Policy.Read.All';
const programs = {
  ours: { program: oursProgram, args: [`--urls=http://127.0.0.1:${port}`], path: '/beta/trustFramework/policies' },
  bare: { program: bareProgram, args: [`http://127.0.0.1:${port}`], path: '/' },
};

const ask = path => new Promise(resolve => {
  request({ port, host: '127.0.0.1', path, headers: { authorization }, agent: false }, answer => answer.resume().on('end', () => resolve(answer.statusCode)))
    .on('error', () => resolve(undefined)).end();
});

/** Starts a program; gives it with the time that its first answer took. */
async function started({ program, args, path }) {
  const begun = performance.now();
  const child = launch(program, args);
  let status;
  while ((status = await ask(path)) === undefined) await wait(1);
  const took = performance.now() - begun;
  if (status !== 200) throw new Error(`the first answer was ${status}`);
  return { child, took };
}

async function stop(child) {
  const gone = once(child, 'exit');
  child.kill();
  await gone;
}

/** False where one may not. */
function forgetFiles() {
  try {
    execFileSync('sync');
    writeFileSync('/proc/sys/vm/drop_caches', '3');
    return true;
  } catch {
    return false;
  }
}

async function startTimes(isCold) {
  const times = { ours: [], bare: [] };
  for (let round = -1; round < rounds; round++) {
    for (const which of round % 2 ? ['ours', 'bare'] : ['bare', 'ours']) {
      if (isCold && !forgetFiles()) return null;
      const { child, took } = await started(programs[which]);
      await stop(child);
      if (round >= 0) times[which].push(took);
    }
  }
  return times;
}

async function memory() {
  const seen = { idle: {}, loaded: {} };
  for (const which of ['ours', 'bare']) {
    const idle = [];
    for (let round = 0; round < 5; round++) {
      const { child } = await started(programs[which]);
      await wait(settled);
      idle.push(look(child.pid).resident);
      if (round === 4) {
        execFileSync('wrk', ['-t1', '-c16', '-d10s', '-H', `Authorization: ${authorization}`, `http://127.0.0.1:${port}${programs[which].path}`]);
        await wait(settled);
        seen.loaded[which] = look(child.pid).resident;
      }
      await stop(child);
    }
    seen.idle[which] = median(idle);
  }
  return seen;
}

console.log('| row | ours | bare Kestrel | ratio | at most |\n|---|---|---|---|---|');
const over = [];
const report = (name, unit, { ours, bare, ratio = ours / bare }, most) => {
  console.log(`| ${name} | ${ours.toFixed(0)} ${unit} | ${bare.toFixed(0)} ${unit} | ${ratio.toFixed(2)} | ${most ?? '–'} |`);
  if (ratio > most) over.push(name);
};
// A machine has slow minutes and quick ones, and the two programs' medians need not come from the same: neighbours do.
const middle = ({ ours, bare }) => ({ ours: median(ours), bare: median(bare), ratio: median(ours.map((took, round) => took / bare[round])) });
report('start to first answer, warm', 'ms', middle(await startTimes(false)), 1.3);
const cold = await startTimes(true);
if (cold) report('start to first answer, cold', 'ms', middle(cold), 1.3);
else console.log('| start to first answer, cold | – | – | – | the disk cache cannot be emptied here |');
const { idle, loaded } = await memory();
report('resident memory, idle', 'MiB', idle, 1.5);
report('resident memory, after load', 'MiB', loaded);
verdict(over);
