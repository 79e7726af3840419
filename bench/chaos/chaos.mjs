import { provideRedis } from '../../scripts/provideRedis.mjs';
import { runScript, setUp } from '../../scripts/setUp.mjs';
import { parseOptions, UsageError } from './options.mjs';

const INTERRUPTED = 130;

await runScript(async () => {
  const interrupted = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => interrupted.abort());
  try {
    const options = parseOptions(process.argv.slice(2));
    await setUp();
    // A server of our own in any case: the one at REDIS_URL is not ours to kill.
    const { PATH: searchPath } = await provideRedis({ ...process.env, REDIS_URL: '' });
    // Not at the top: on a clean clone there is nothing built yet.
    const { runChaos } = await import('./runChaos.mjs');
    const isWell = await runChaos(options, { searchPath, interrupted: interrupted.signal });
    return isWell ? 0 : 1;
  } catch (error) {
    if (interrupted.signal.aborted) return INTERRUPTED;
    if (!(error instanceof UsageError)) throw error;
    console.error(error.message);
    return 1;
  }
});
