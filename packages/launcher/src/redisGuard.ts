import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A process that ends a private Redis once its launcher is gone and nobody is connected any more. */
export class RedisGuard {
  readonly #process;
  readonly #exited: Promise<unknown>;

  constructor(server: { port: number; pid: number }) {
    const script = fileURLToPath(new URL('../guard/redisGuard.mjs', import.meta.url));
    const args = [script, String(server.port), String(server.pid)];
    this.#process = spawn(process.execPath, args, {
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true,
    });
    this.#exited = once(this.#process, 'exit');
    this.#exited.catch(() => {});
    this.#process.stdin.on('error', () => {});
  }

  /** What happens by itself when this process dies: the guard takes over. */
  takeOver(): void {
    this.#process.stdin.end();
    this.#process.unref();
  }

  /** For a server that has ended: nothing is left to guard. */
  async stop(): Promise<void> {
    this.#process.stdin.end();
    await this.#exited;
  }
}
