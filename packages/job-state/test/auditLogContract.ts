import { beforeEach, describe, expect, it } from 'vitest';

import type { AuditLog } from '../src/index.ts';

function anAct(action: string, tenant = 'default') {
  const at = new Date(0).toISOString();
  const who = { keyId: 'k1', keyName: 'ops', tenant };
  return { ...who, at, action, target: 'job', outcome: 'done', correlationId: 'c' };
}

/** What every AuditLog must do. */
export function describeAuditLog(name: string, createLog: () => AuditLog): void {
  describe(`${name} as an audit log`, () => {
    let audit: AuditLog;
    beforeEach(() => {
      audit = createLog();
    });

    async function actionsOf(tenant: string): Promise<string[]> {
      const { entries } = await audit.list({ tenant, limit: 10 });
      return entries.map(({ action }) => action);
    }

    it('tells what was done, by whom, to what, and how it went', async () => {
      const act = { ...anAct('job.edit'), details: { tags: ['ü'] } };
      await audit.write(act);
      const { entries } = await audit.list({ tenant: 'default', limit: 10 });
      expect(entries).toEqual([{ ...act, id: expect.stringMatching(/^\d+-\d+$/) }]);
    });

    it('keeps tenants apart', async () => {
      await audit.write(anAct('mine'));
      await audit.write(anAct('theirs', 'other'));
      expect(await actionsOf('default')).toEqual(['mine']);
      expect(await actionsOf('other')).toEqual(['theirs']);
      expect(await actionsOf('nobody')).toEqual([]);
    });

    it('is read newest first, in pages without gap or repeat, whatever is added meanwhile', async () => {
      for (const action of ['1', '2', '3', '4', '5']) await audit.write(anAct(action));
      const first = await audit.list({ tenant: 'default', limit: 2 });
      await audit.write(anAct('6'));
      const rest = await audit.list({ tenant: 'default', limit: 3, before: first.next });
      const seen = [...first.entries, ...rest.entries].map(({ action }) => action);
      expect(seen).toEqual(['5', '4', '3', '2', '1']);
      expect(rest.next).toBeUndefined();
    });
  });
}
