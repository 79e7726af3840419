/** Every key of the webhooks. All begin with the hash tag of the job records, whose scripts write two of them. */
export class WebhookKeys {
  readonly #prefix: string;

  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  /** The tenants for whom news is written at all. */
  get tenants(): string {
    return `${this.#prefix}:webhooks:tenants`;
  }

  get outbox(): string {
    return `${this.#prefix}:outbox`;
  }

  endpoints(tenant: string): string {
    return `${this.#prefix}:webhooks:of:${tenant}`;
  }

  deliveries(webhookId: string): string {
    return `${this.#prefix}:webhook:${webhookId}:deliveries`;
  }

  /** Ids of deliveries by time. */
  deliveryTimes(webhookId: string): string {
    return `${this.#prefix}:webhook:${webhookId}:deliveries:times`;
  }
}
