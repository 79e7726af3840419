import {
  createKeyText,
  hashSecret,
  type KeyRecord,
  type KeyStore,
  writeKeyText,
} from '@pitwall/access';
import { NO_LIMITS, SCOPES } from '@pitwall/contract';

export type KeyHolder = {
  id: string;
  /** As it stands in the header. */
  authorization: string;
};

/** A key of tenant red that may do everything but look after others, unless said otherwise. */
export async function aKeyHolder(
  keys: KeyStore,
  changes: Partial<KeyRecord> = {},
): Promise<KeyHolder> {
  const text = createKeyText();
  await keys.create({
    id: text.id,
    hash: hashSecret(text.secret),
    tenant: 'red',
    name: 'a test',
    scopes: SCOPES.filter((scope) => !scope.startsWith('admin:')),
    limits: NO_LIMITS,
    createdAtMs: 1_000,
    createdBy: 'admin',
    ...changes,
  });
  return { id: text.id, authorization: `Bearer ${writeKeyText(text)}` };
}
