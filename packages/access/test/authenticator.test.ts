import { SCOPES } from '@pitwall/contract';
import { FakeClock } from '@pitwall/test-kit';
import { beforeEach, describe, expect, it } from 'vitest';

import {
  Authenticator,
  type AuthenticatorOptions,
  createKeyText,
  KeyRing,
  writeKeyText,
} from '../src/index.ts';
import { aKey } from './aKey.ts';
import { CountingKeyStore } from './countingKeyStore.ts';

let clock: FakeClock;
let store: CountingKeyStore;
beforeEach(() => {
  clock = new FakeClock(1_000_000);
  store = new CountingKeyStore();
});

function setUp(options: Partial<AuthenticatorOptions> = {}) {
  const ring = new KeyRing(store, clock);
  const authenticator = new Authenticator({ auth: 'keys', ring, clock, ...options });
  const ask = (key?: string, { address = '127.0.0.1', isLocal = false } = {}) =>
    authenticator.authenticate({ key, address, isLocal: () => isLocal });
  return { ring, authenticator, ask };
}

const wrong = () => writeKeyText(createKeyText());

const unauthorized = { code: 'unauthorized' };

describe('with a key', () => {
  it('whoever asks is its holder', async () => {
    const { record, text } = aKey();
    await store.create(record);
    expect(await setUp().ask(text)).toEqual({
      keyId: record.id,
      name: 'a test',
      tenant: 'red',
      scopes: new Set(['jobs:read']),
      limits: record.limits,
    });
  });

  it('a typo is refused without asking the store', async () => {
    const { record, text } = aKey();
    await store.create(record);
    await expect(setUp().ask(`${text.slice(0, -1)}!`)).rejects.toMatchObject(unauthorized);
    expect(store.asked).toBe(0);
  });

  it('another secret under a known id is refused', async () => {
    const { record } = aKey();
    await store.create(record);
    const forged = writeKeyText({ ...createKeyText(), id: record.id });
    await expect(setUp().ask(forged)).rejects.toMatchObject(unauthorized);
  });

  it('an expired one is refused at once, a revoked one within five seconds', async () => {
    const { record, text } = aKey({ expiresAtMs: clock.now() + 10_000 });
    await store.create(record);
    const { ask } = setUp();
    await ask(text);
    clock.advance(10_000);
    await expect(ask(text)).rejects.toThrow(/expired/);
    await store.change(record.id, { expiresAtMs: null });
    clock.advance(5_000);
    await ask(text);
    await store.change(record.id, { revokedAtMs: clock.now() });
    clock.advance(5_000);
    await expect(ask(text)).rejects.toThrow(/revoked/);
  });

  it('the store is asked once in seconds, not once a request', async () => {
    const { record, text } = aKey();
    await store.create(record);
    const { ask } = setUp();
    for (let i = 0; i < 100; i += 1) await ask(text);
    expect(store.asked).toBe(1);
    const unknown = writeKeyText(createKeyText());
    for (let i = 0; i < 5; i += 1) await expect(ask(unknown)).rejects.toMatchObject(unauthorized);
    expect(store.asked).toBe(2);
  });

  it('that it was used is written, at most once a minute', async () => {
    const { record, text } = aKey();
    await store.create(record);
    const { ask } = setUp();
    const first = clock.now();
    await ask(text);
    clock.advance(59_000);
    await ask(text);
    expect((await store.find(record.id))?.lastUsedAtMs).toBe(first);
    clock.advance(2_000);
    await ask(text);
    expect((await store.find(record.id))?.lastUsedAtMs).toBe(clock.now());
  });

  it('a request is taken from its own networks only', async () => {
    const { record, text } = aKey({ allowedCidrs: ['10.1.0.0/16', '2001:db8::/32'] });
    await store.create(record);
    const { ask } = setUp();
    for (const address of ['10.1.2.3', '::ffff:10.1.2.3', '2001:db8::5']) {
      expect(await ask(text, { address })).toMatchObject({ keyId: record.id });
    }
    for (const address of ['10.2.0.1', '2001:db9::5']) {
      await expect(ask(text, { address })).rejects.toMatchObject({ code: 'forbidden' });
    }
  });
});

describe('a flood of wrong keys', () => {
  it('is refused after twenty a minute, for that address only', async () => {
    const { ask } = setUp();
    for (let i = 0; i < 20; i += 1) await expect(ask(wrong())).rejects.toMatchObject(unauthorized);
    await expect(ask(wrong())).rejects.toMatchObject({
      code: 'rate_limited',
      retryAfterSeconds: 60,
    });
    await expect(ask(wrong(), { address: '10.0.0.9' })).rejects.toMatchObject(unauthorized);
    clock.advance(60_000);
    await expect(ask(wrong())).rejects.toMatchObject(unauthorized);
  });

  it('counts a whole /64 of IPv6 as one', async () => {
    const { ask } = setUp();
    for (let i = 0; i < 20; i += 1) {
      const address = `2001:db8::${i + 1}`;
      await expect(ask('x', { address })).rejects.toMatchObject(unauthorized);
    }
    await expect(ask('x', { address: '2001:db8:0:0:1::9' })).rejects.toMatchObject({
      code: 'rate_limited',
    });
  });

  it('keeps nobody out who has a key, whether or not this process has seen it before', async () => {
    const [seen, unseen] = [aKey(), aKey()];
    await store.create(seen.record);
    await store.create(unseen.record);
    const { ask } = setUp();
    await ask(seen.text);
    for (let i = 0; i < 30; i += 1) await expect(ask(wrong())).rejects.toThrow(Error);
    for (const { record, text } of [seen, unseen]) {
      expect(await ask(text)).toMatchObject({ keyId: record.id });
    }
    await expect(ask(wrong())).rejects.toMatchObject({ code: 'rate_limited' });
  });

  it('costs the store one question for each key, and none for what is no key', async () => {
    const { ask } = setUp();
    const same = wrong();
    const flood = [...Array.from({ length: 30 }, wrong), same, same, same];
    for (const key of flood) await expect(ask(key)).rejects.toThrow(Error);
    for (let i = 0; i < 30; i += 1) await expect(ask('wrong')).rejects.toThrow(Error);
    expect(store.asked).toBe(31);
  });
});

describe('without a key', () => {
  it('this machine may do everything while there is none, and nobody else', async () => {
    const { ask } = setUp();
    expect(await ask(undefined, { isLocal: true })).toMatchObject({
      keyId: 'local',
      tenant: 'default',
      scopes: new Set(SCOPES),
    });
    await expect(ask()).rejects.toMatchObject(unauthorized);
  });

  it('nobody is let in once there is one', async () => {
    const { ask } = setUp();
    await ask(undefined, { isLocal: true });
    await store.create(aKey().record);
    clock.advance(5_000);
    await expect(ask(undefined, { isLocal: true })).rejects.toMatchObject(unauthorized);
  });

  it('nobody is let in while nobody knows whether there is one', async () => {
    store.isAway = true;
    await expect(setUp().ask(undefined, { isLocal: true })).rejects.toThrow('away');
  });

  it('everyone may do everything where that is said', async () => {
    const { ask, authenticator } = setUp({ auth: 'none' });
    expect(await ask()).toMatchObject({ keyId: 'none', scopes: new Set(SCOPES) });
    expect(await authenticator.needsKey()).toBe(false);
  });
});

describe('the key of the environment', () => {
  it('may do everything, and makes keys needed', async () => {
    const { ask } = setUp({ adminKey: 'k'.repeat(40) });
    expect(await ask('k'.repeat(40))).toMatchObject({ keyId: 'admin', scopes: new Set(SCOPES) });
    await expect(ask(undefined, { isLocal: true })).rejects.toMatchObject(unauthorized);
    await expect(ask('k'.repeat(39))).rejects.toMatchObject(unauthorized);
  });
});

describe('what goes on after it was begun', () => {
  it('may go on as long as the key may do what it could then', async () => {
    const { record, text } = aKey();
    await store.create(record);
    const { ask, authenticator } = setUp();
    const principal = await ask(text);
    expect(await authenticator.isStillAllowed(principal)).toBe(true);
    await store.change(record.id, { scopes: [] });
    clock.advance(5_000);
    expect(await authenticator.isStillAllowed(principal)).toBe(false);
  });

  it('may not go on without a key once keys are needed', async () => {
    const { ask, authenticator } = setUp();
    const local = await ask(undefined, { isLocal: true });
    expect(await authenticator.isStillAllowed(local)).toBe(true);
    await store.create(aKey().record);
    clock.advance(5_000);
    expect(await authenticator.isStillAllowed(local)).toBe(false);
  });
});
