import type { Authenticator } from '@pitwall/access';
import type { Logger } from '@pitwall/runtime';

type Deps = { authenticator: Authenticator; log: Logger };
type Wish = { host: string; auth: 'keys' | 'none' };

const LOOPBACK = /^(?:localhost|127\.\d+\.\d+\.\d+|::1)$/i;

/** Where to listen: without any key on this machine only, for whoever reaches us could do anything. */
export async function listenHost({ authenticator, log }: Deps, wish: Wish): Promise<string> {
  const { host, auth } = wish;
  if (LOOPBACK.test(host)) return host;
  if (auth === 'none') {
    log.warn({ host }, 'AUTH=none: whoever reaches this address may do everything');
    return host;
  }
  try {
    if (await authenticator.needsKey()) return host;
  } catch (error) {
    log.warn(
      { err: error },
      'whether there are API keys is not known yet: requests are answered 503 until it is',
    );
    return host;
  }
  log.warn(
    { asked: host, listening: '127.0.0.1' },
    'there is no API key, so only this machine is listened to: set ADMIN_API_KEY, or make a key with `pitwall keys create`, and start again; AUTH=none lets everyone in',
  );
  return '127.0.0.1';
}
