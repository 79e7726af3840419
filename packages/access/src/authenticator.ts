import { AppError, NO_LIMITS, type Principal, SCOPES } from '@pitwall/contract';
import type { Clock } from '@pitwall/runtime';

import { FailedTries } from './failedTries.ts';
import { isWithin, type KeyRing, type KnownKey } from './keyRing.ts';
import { hashSecret, isSecretOf, parseKeyText } from './keyText.ts';

export type AuthenticatorOptions = {
  /** `none`: everyone may do everything. */
  auth: 'keys' | 'none';
  /** From the environment, for who makes the first keys. Any text that is hard to guess. */
  adminKey?: string | undefined;
  ring: KeyRing;
  clock: Clock;
};

/** What a request says of who sends it. */
export type Caller = {
  /** The API key as it was sent. */
  key: string | undefined;
  address: string;
  /** Whether it comes from this very machine, and from nowhere through it. */
  isLocal: () => boolean;
};

const EVERYTHING = { tenant: 'default', scopes: new Set(SCOPES), limits: NO_LIMITS };
const ANYONE: Principal = { ...EVERYTHING, keyId: 'none', name: 'anyone (AUTH=none)' };
const LOCAL: Principal = { ...EVERYTHING, keyId: 'local', name: 'this machine' };
const ADMIN: Principal = { ...EVERYTHING, keyId: 'admin', name: 'ADMIN_API_KEY' };

/** Says who asks, or throws `unauthorized`. */
export class Authenticator {
  readonly #options: AuthenticatorOptions;
  readonly #adminHash: string | undefined;
  readonly #failed: FailedTries;

  constructor(options: AuthenticatorOptions) {
    const { adminKey, clock } = options;
    this.#options = options;
    this.#adminHash = adminKey === undefined ? undefined : hashSecret(adminKey);
    this.#failed = new FailedTries(clock);
  }

  /** Throws `store_unavailable` where that cannot be known: never open by mistake. */
  async needsKey(): Promise<boolean> {
    if (this.#options.auth === 'none') return false;
    return this.#adminHash !== undefined || (await this.#options.ring.hasAny());
  }

  async authenticate(caller: Caller): Promise<Principal> {
    if (this.#options.auth === 'none') return ANYONE;
    if (caller.key !== undefined) return await this.#keyHolder(caller.key, caller);
    if (await this.needsKey()) {
      throw new AppError('unauthorized', 'Send an API key: Authorization: Bearer pw_…');
    }
    if (caller.isLocal()) return LOCAL;
    throw new AppError(
      'unauthorized',
      'There is no API key yet, so only requests from the machine itself are taken',
    );
  }

  /** For what goes on after it was begun: whether the same key may still do what it could then. */
  async isStillAllowed({ keyId, scopes }: Principal): Promise<boolean> {
    if (keyId === LOCAL.keyId) return !(await this.needsKey());
    if (keyId === ANYONE.keyId || keyId === ADMIN.keyId) return true;
    const known = await this.#options.ring.find(keyId);
    if (!known || this.#endOf(known) !== undefined) return false;
    return [...scopes].every((scope) => known.principal.scopes.has(scope));
  }

  async #keyHolder(text: string, caller: Caller): Promise<Principal> {
    const parsed = parseKeyText(text);
    if (!parsed) {
      if (this.#isAdminKey(text)) return ADMIN;
      throw this.#refusal(caller, 'This is no API key, or one with a typo');
    }
    const { ring } = this.#options;
    // Also from an address with too many wrong keys: behind a proxy or NAT others have right ones that
    // this process has not seen yet. A flood costs the store one read of a hash that is not there for
    // each of its requests, less than one that is let in, and at worst pushes known keys out of the
    // ring, which are read again then.
    const known = await ring.find(parsed.id);
    if (!known || !isSecretOf(parsed.secret, known.record.hash)) {
      if (this.#isAdminKey(text)) return ADMIN;
      throw this.#refusal(caller, 'This API key is not known');
    }
    this.#checkUse(known, caller);
    ring.touch(known.record);
    return known.principal;
  }

  #isAdminKey(text: string): boolean {
    return this.#adminHash !== undefined && isSecretOf(text, this.#adminHash);
  }

  #checkUse(known: KnownKey, { address }: Caller): void {
    const { record, networks } = known;
    const end = this.#endOf(known);
    if (end !== undefined) throw new AppError('unauthorized', `The API key ${record.id} ${end}`);
    if (networks && !isWithin(networks, address)) {
      throw new AppError('forbidden', `The API key ${record.id} may not be used from ${address}`);
    }
  }

  #endOf({ record: { expiresAtMs, revokedAtMs } }: KnownKey): string | undefined {
    if (revokedAtMs !== undefined) return 'has been revoked';
    const isOver = expiresAtMs !== undefined && expiresAtMs <= this.#options.clock.now();
    return isOver ? 'has expired' : undefined;
  }

  #refusal(caller: Caller, message: string): AppError {
    this.#refuseFlood(caller);
    this.#failed.add(caller.address);
    return new AppError('unauthorized', message);
  }

  #refuseFlood({ address }: Caller): void {
    const waitMs = this.#failed.waitMs(address);
    if (waitMs === 0) return;
    throw new AppError('rate_limited', 'Too many wrong API keys from this address', {
      retryAfterSeconds: Math.ceil(waitMs / 1_000),
    });
  }
}
