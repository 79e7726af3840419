import type { Webhook } from '@pitwall/contract';

/** Newest first. The ones before it sign too, until their time is over. */
export type StoredSecret = { sealed: string; untilMs?: number };

/** A webhook as it is stored. */
export type Endpoint = Omit<Webhook, 'previousSecretValidUntil'> & {
  tenant: string;
  secrets: StoredSecret[];
};

/** Where an endpoint is. Under another tenant there is none of this id. */
export type EndpointPlace = Pick<Endpoint, 'tenant' | 'id'>;

export function validSecrets({ secrets }: Endpoint, atMs: number): StoredSecret[] {
  return secrets.filter(({ untilMs }) => untilMs === undefined || untilMs > atMs);
}
