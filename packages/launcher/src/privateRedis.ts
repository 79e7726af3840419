import { mkdir, realpath, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { freePort } from './freePort.ts';
import { RedisHold } from './redisHold.ts';
import { type RunningRedis, startRedisServer } from './redisServer.ts';
import { type NoteContent, ServerNote } from './serverNote.ts';

export type PrivateRedisOptions = {
  /** Holds the data, which stays, and a note of where the server runs. */
  folder: string;
  binary: string;
  /** Something a user should know. */
  onNotice: (text: string) => void;
  /** The server ended though nobody here had stopped it. */
  onLost: () => void;
};

export type PrivateRedis = { readonly url: string; stop(): Promise<void> };

const RETRY_MS = 100;
/** A launcher that took the note and has no server after this time never will. */
const MOST_TRIES = 100;

/**
 * The one server of a data folder: two servers would ruin each other's files. Whoever finds it
 * running, left over or started by another launcher, joins it; whoever leaves last stops it.
 */
export async function openPrivateRedis(options: PrivateRedisOptions): Promise<PrivateRedis> {
  const data = await dataFolder(options.folder);
  const note = new ServerNote(join(options.folder, 'server.json'));
  for (let tries = 0; ; tries += 1) {
    const port = await freePort();
    if (await note.take({ port, launcherPid: process.pid })) {
      return await startOwn(options, { note, data, port });
    }
    const taken = await note.find();
    const hold = taken && (await RedisHold.join({ port: taken.port, data, ...options }));
    if (hold) return { url: hold.url, stop: () => leave(hold, note) };
    if (tries >= MOST_TRIES || isStale(taken)) await note.remove();
    else await sleep(RETRY_MS);
  }
}

type Own = { note: ServerNote; data: string; port: number };

async function startOwn(options: PrivateRedisOptions, own: Own): Promise<PrivateRedis> {
  try {
    const server = await startOn(options, own);
    const hold = await RedisHold.join({ ...options, ...own });
    if (!hold) throw new Error('The private Redis ended as soon as it had started');
    return { url: server.url, stop: () => leave(hold, own.note, server) };
  } catch (error) {
    await own.note.remove();
    throw error;
  }
}

/** Data of a newer server, or broken data, must not stop us; nor do we throw it away. */
async function startOn(options: PrivateRedisOptions, own: Own): Promise<RunningRedis> {
  const { data, port } = own;
  const persistence = { aof: 'everysec', folder: data } as const;
  try {
    return await startRedisServer({ binary: options.binary, port, persistence });
  } catch {
    const aside = await setAside(data);
    options.onNotice(
      `${options.binary} could not start on ${data} (see redis.log there). It is now ${aside}; starting empty.`,
    );
    return await startRedisServer({ binary: options.binary, port, persistence });
  }
}

async function setAside(folder: string): Promise<string> {
  for (let count = 1; ; count += 1) {
    const aside = `${folder}.unreadable-${count}`;
    if (await exists(aside)) continue;
    await rename(folder, aside);
    return aside;
  }
}

async function leave(hold: RedisHold, note: ServerNote, server?: RunningRedis): Promise<void> {
  if (await hold.isShared()) {
    hold.letGo();
    server?.abandon();
    return;
  }
  await hold.shutDown();
  await server?.stop();
  await note.remove();
}

async function dataFolder(folder: string): Promise<string> {
  const data = join(folder, 'data');
  await mkdir(data, { recursive: true });
  // Redis reports its folder without symbolic links, and we compare the two.
  return await realpath(data);
}

function isStale(taken: NoteContent | undefined): boolean {
  if (!taken) return false;
  try {
    process.kill(taken.launcherPid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

async function exists(path: string): Promise<boolean> {
  return await stat(path).then(
    () => true,
    () => false,
  );
}
