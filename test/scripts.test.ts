import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { countTests } from '../scripts/countTests.mjs';
import { installState, isNodeSupported } from '../scripts/installState.mjs';
import { redisCommand } from '../scripts/redisCommand.mjs';
import { withLock } from '../scripts/withLock.mjs';

describe('isNodeSupported', () => {
  it.each([
    ['18.20.4', false],
    ['20.18.3', false],
    ['20.19.0', true],
    ['22.1.0', true],
    ['24.0.0', true],
  ])('%s: %s', (version, supported) => {
    expect(isNodeSupported(version)).toBe(supported);
  });
});

describe('installState', () => {
  const wanted = {
    packages: {
      '': { name: 'pitwall' },
      'node_modules/a': { version: '1.0.0', integrity: 'x' },
      'node_modules/for-mac': { version: '1.0.0', integrity: 'y', optional: true },
      'node_modules/@pitwall/api': { resolved: 'apps/api', link: true },
    },
  };
  const { '': _root, 'node_modules/for-mac': _optional, ...installed } = wanted.packages;

  it('is installed when all is there but what is for other systems', () => {
    expect(installState(wanted, { packages: installed })).toBe('installed');
  });

  it('is missing without the record that npm writes last', () => {
    expect(installState(wanted, undefined)).toBe('missing');
  });

  it('is outdated when a package is of another version, or not there', () => {
    const other = { ...installed, 'node_modules/a': { version: '0.9.0', integrity: 'z' } };
    const { 'node_modules/@pitwall/api': _api, ...fewer } = installed;
    expect(installState(wanted, { packages: other })).toBe('outdated');
    expect(installState(wanted, { packages: fewer })).toBe('outdated');
  });
});

describe('redisCommand', () => {
  it('is the command of the system at hand', () => {
    expect(redisCommand('darwin', '')).toBe('brew install redis');
    expect(redisCommand('linux', 'NAME="Ubuntu"\nID=ubuntu\nID_LIKE=debian\n')).toContain(
      'apt-get',
    );
    expect(redisCommand('linux', 'ID="rocky"\nID_LIKE="rhel centos fedora"\n')).toContain('dnf');
    expect(redisCommand('win32', '')).toContain('docker run');
  });
});

describe('countTests', () => {
  it('counts a file that could not be loaded as one failure', () => {
    const report = {
      numPassedTests: 3,
      numFailedTests: 1,
      testResults: [
        { status: 'passed', assertionResults: [{ status: 'passed' }] },
        { status: 'failed', assertionResults: [{ status: 'failed' }] },
        { status: 'failed', assertionResults: [] },
      ],
    };
    expect(countTests(report)).toEqual({ passed: 3, failed: 2 });
  });
});

describe('withLock', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pitwall-lock-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('lets one in after the other', async () => {
    const file = join(folder, 'lock');
    let inside = 0;
    let most = 0;
    const work = async () => {
      inside += 1;
      most = Math.max(most, inside);
      await new Promise((resolve) => setTimeout(resolve, 20));
      inside -= 1;
    };
    await Promise.all([withLock(file, work), withLock(file, work), withLock(file, work)]);
    expect(most).toBe(1);
  });

  it('takes over from a process that is gone', async () => {
    const gone = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
    await once(gone, 'exit');
    const file = join(folder, 'lock');
    await writeFile(file, String(gone.pid));
    expect(await withLock(file, () => 'done')).toBe('done');
  });
});
