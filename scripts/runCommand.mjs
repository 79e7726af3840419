import { spawn } from 'node:child_process';

import { ROOT } from './repository.mjs';

const stayAlive = () => {};

/**
 * Runs a program in the root folder with our own input and output; resolves to its exit code.
 * A Ctrl-C reaches the program from the terminal, so we only wait for it to end.
 */
export function runCommand(file, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd: ROOT, stdio: 'inherit', ...options });
    const passOn = () => child.kill('SIGTERM');
    process.on('SIGINT', stayAlive);
    process.on('SIGTERM', passOn);
    const done = () => {
      process.off('SIGINT', stayAlive);
      process.off('SIGTERM', passOn);
    };
    child.once('error', (error) => {
      done();
      reject(error);
    });
    child.once('close', (code, signal) => {
      done();
      resolve(code ?? 128 + (signal === 'SIGINT' ? 2 : 15));
    });
  });
}

/** The same for a tool that is written in JavaScript. */
export function runNode(file, args, options) {
  return runCommand(process.execPath, [file, ...args], options);
}
