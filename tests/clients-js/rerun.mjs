import { spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * Runs the current test file again, in another environment and optionally wrapped in a command, and returns its exit code. The new process
 * inherits the output, so the test runner counts its report.
 */
export async function rerunTestFile(environment, command = []) {
  const [program, ...args] = [...command, process.execPath, ...process.execArgv, ...process.argv.slice(1)];
  const child = spawn(program, args, { stdio: 'inherit', env: environment });
  const kill = () => child.kill();
  process.once('exit', kill);
  const [code] = await once(child, 'exit');
  process.removeListener('exit', kill);
  return code ?? 1;
}
