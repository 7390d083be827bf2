/**
 * Runs one program and never lets it outlive the process that wanted it: `node guard.mjs <program> <argument>...`.
 * Its standard input is a pipe from that process. When the pipe closes, however that process ended, the whole
 * process group goes. SIGTERM is handed on, so that the program can end by itself.
 */
import { spawn } from 'node:child_process';

const [program, ...args] = process.argv.slice(2);
const child = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit'] });

child.on('error', (error) => {
	process.stderr.write(`${program}: ${error.message}\n`);
	process.exit(127);
});
child.on('exit', (code, signal) => process.exit(signal ? 128 : (code ?? 1)));
process.on('SIGTERM', () => child.kill('SIGTERM'));
process.stdin.on('close', () => process.kill(-process.pid, 'SIGKILL')).resume();
