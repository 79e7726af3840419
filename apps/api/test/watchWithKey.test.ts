import { eventually } from '@pitwall/test-kit';
import { expect, it } from 'vitest';

import { readEvents } from './eventReader.ts';
import { aKeyHolder, type KeyHolder } from './keyHolders.ts';
import { listening } from './listening.ts';
import { testApp } from './testApp.ts';

async function twoWatchers() {
  const app = testApp();
  const { url } = await listening(app.app);
  const watch = async ({ authorization }: KeyHolder) => {
    const reader = await readEvents(`${url}/v1/events`, { authorization });
    await eventually(() => expect(reader.names()).toEqual(['ready']));
    return reader;
  };
  const holders = [await aKeyHolder(app.keys), await aKeyHolder(app.keys)] as const;
  return { ...app, url, holders, readers: [await watch(holders[0]), await watch(holders[1])] };
}

it('a key that is revoked sees nothing more in the streams it has open', async () => {
  const { keys, clock, holders, readers } = await twoWatchers();
  await keys.change(holders[0].id, { revokedAtMs: clock.now() });
  clock.advance(5_000);
  await eventually(() => expect(readers[0]?.isOver()).toBe(true));
  expect(readers[0]?.names()).toEqual(['ready', 'reconnect']);
  expect(readers[1]?.isOver()).toBe(false);
});

it('nor does one that expires, or may not watch any more', async () => {
  const { keys, clock, holders, readers } = await twoWatchers();
  await keys.change(holders[0].id, { expiresAtMs: clock.now() + 1_000 });
  await keys.change(holders[1].id, { scopes: ['jobs:write'] });
  clock.advance(5_000);
  await eventually(() => expect(readers.map((reader) => reader.isOver())).toEqual([true, true]));
});
