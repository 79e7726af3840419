import { describe, expect, it } from 'vitest';

import { formatLogLine } from '../../src/service/formatLogLine.ts';

describe('formatLogLine', () => {
  it('turns a log line into one for a person', () => {
    const time = new Date(2026, 1, 3, 4, 5, 6).getTime();
    const line = JSON.stringify({
      level: 30,
      time,
      pid: 1,
      name: 'api',
      port: 3000,
      msg: 'listening',
    });
    expect(formatLogLine('api', line)).toBe('04:05:06 info  api        listening port=3000');
  });

  it('shows where an error comes from', () => {
    const line = JSON.stringify({
      level: 50,
      time: 0,
      msg: 'broke',
      err: { stack: 'Error: x\n  at y' },
    });
    expect(formatLogLine('worker-1', line)).toMatch(
      /ERROR worker-1 {3}broke\n {4}Error: x\n {6}at y$/,
    );
  });

  it('leaves alone what is no log line', () => {
    expect(formatLogLine('api', '(node:1) Warning')).toBe('api        (node:1) Warning');
    expect(formatLogLine('api', 'null')).toBe('api        null');
  });
});
