import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { FakeClock } from '@pitwall/test-kit';
import { describe, expect, it } from 'vitest';

import { createLogger, throttledErrorLog } from '../src/index.ts';

/** Runs a few lines with the built logger in a process of their own and returns its stdout. */
function runWithLogger(lines: string): string {
  const code = `import { createLogger } from '@pitwall/runtime';\n${lines}`;
  const flags = ['--conditions=built', '--input-type=module', '-e', code];
  const { stdout } = spawnSync(process.execPath, flags, {
    encoding: 'utf8',
    cwd: import.meta.dirname,
  });
  return stdout;
}

describe('the log', () => {
  it('is one JSON object a line, with secrets redacted', () => {
    const stdout = runWithLogger(`
      const log = createLogger({ name: 'test', level: 'info', pretty: false });
      log.info({ password: 'hunter2', req: { headers: { authorization: 'Bearer x' } }, id: 7 }, 'hello');
    `);
    expect(JSON.parse(stdout)).toMatchObject({
      name: 'test',
      msg: 'hello',
      id: 7,
      password: '[redacted]',
      req: { headers: { authorization: '[redacted]' } },
    });
  });

  it('is whole and in order, whatever a process writes on its way out, and how it ends', () => {
    const stdout = runWithLogger(`
      const log = createLogger({ name: 'test', level: 'info', pretty: false });
      for (let index = 0; index < 100; index++) log.info({ index, text: 'ö'.repeat(100) }, 'many');
      process.once('exit', () => log.info({ index: 100 }, 'exit'));
    `);
    const lines = stdout.trim().split('\n');
    expect(lines.map((line) => JSON.parse(line).index)).toEqual([...Array(101).keys()]);
    const aborted = runWithLogger(`
      const log = createLogger({ name: 'test', level: 'info', pretty: false });
      log.info('before');
      log.fatal('the end');
      process.abort();
    `);
    expect(aborted).toContain('before');
    expect(aborted).toContain('the end');
  });

  it('shows no secret of an error in lines whose other fields are known', () => {
    const stdout = runWithLogger(`
      import { logOfKnownFields } from '@pitwall/runtime';
      const log = logOfKnownFields(createLogger({ name: 'test', level: 'info', pretty: false }));
      log.info({ correlationId: 'c', err: Object.assign(new Error('x'), { password: 'hunter2' }) }, 'one');
    `);
    expect(JSON.parse(stdout)).toMatchObject({ correlationId: 'c', err: { message: 'x' } });
    expect(stdout).not.toContain('hunter2');
  });

  it('shows no argument of a Redis command that failed: they hold the password', () => {
    const stdout = runWithLogger(`
      const log = createLogger({ name: 'test', level: 'info', pretty: false });
      const failed = Object.assign(new Error('WRONGPASS'), {
        command: { name: 'hello', args: ['3', 'AUTH', 'bob', 'hunter2'] },
      });
      log.error({ err: failed }, 'one');
      log.error({ err: new Error('outer', { cause: failed }) }, 'two');
      log.error({ err: new AggregateError([failed]) }, 'three');
    `);
    expect(stdout.trim().split('\n')).toHaveLength(3);
    expect(stdout).toContain('"command":"hello"');
    expect(stdout).not.toContain('hunter2');
  });

  it('goes to a file too, turned over when it is full, the newest five kept', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'pitwall-log-'));
    for (const turn of [1, 2, 3, 4, 5, 6]) await writeFile(join(folder, `p.${turn}.log`), 'old\n');
    await truncate(join(folder, 'p.6.log'), 10 * 1_024 * 1_024 - 10);
    const file = JSON.stringify(join(folder, 'p.log'));
    const seventh = JSON.stringify(join(folder, 'p.7.log'));
    runWithLogger(`
      import { existsSync } from 'node:fs';
      import { setTimeout as sleep } from 'node:timers/promises';
      const log = createLogger({ name: 'test', level: 'info', pretty: false, file: ${file} });
      log.info('fills the sixth');
      for (let line = 0; line < 500 && !existsSync(${seventh}); line += 1) await sleep(10);
      log.info('is in the seventh');
    `);
    const files = (await readdir(folder)).toSorted();
    expect(files).toEqual([3, 4, 5, 6, 7].map((turn) => `p.${turn}.log`));
    expect(await readFile(join(folder, 'p.6.log'), 'utf8')).toContain('fills the sixth');
    expect(await readFile(join(folder, 'p.7.log'), 'utf8')).toContain('is in the seventh');
    await rm(folder, { recursive: true });
  });

  it('says a repeated error once in a while, and how often it was left out', () => {
    const lines: object[] = [];
    const log = createLogger({ name: 'test', level: 'silent', pretty: false });
    log.error = (facts: object) => void lines.push(facts);
    const clock = new FakeClock(1_000);
    const report = throttledErrorLog(log, 'queue failed', clock);
    for (let times = 0; times < 1_000; times += 1) report(new Error('full'));
    clock.advance(10_000);
    report(new Error('full'));
    expect(lines).toMatchObject([{ leftOut: 0 }, { leftOut: 999 }]);
  });
});
