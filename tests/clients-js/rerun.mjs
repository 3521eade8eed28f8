import { spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * Runs the test file that this process runs once more, in another environment and perhaps behind a command, and ends with its exit
 * code. It inherits the output, so what the runner counts is the file's own report.
 */
export async function runAgain(environment, command = []) {
  const [program, ...args] = [...command, process.execPath, ...process.execArgv, ...process.argv.slice(1)];
  const again = spawn(program, args, { stdio: 'inherit', env: environment });
  const kill = () => again.kill();
  process.once('exit', kill);
  const [code] = await once(again, 'exit');
  process.removeListener('exit', kill);
  return code ?? 1;
}
