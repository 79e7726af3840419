import { WEBHOOK_DOCS } from '../webhooks/webhookDocs.ts';
import type { SchemaBook } from './schemaBook.ts';

/** The `webhooks` of the document: what a receiver is sent, and what it may answer. */
export function webhookItems(book: SchemaBook): Record<string, object> {
  return Object.fromEntries(
    WEBHOOK_DOCS.map(({ type, summary, schema, example }) => [
      type,
      {
        post: {
          tags: ['Webhooks'],
          summary,
          security: [],
          requestBody: {
            required: true,
            content: { 'application/json': { schema: book.write(schema, 'output'), example } },
          },
          responses: {
            '2XX': { description: 'Taken: it is not sent again' },
            410: { description: 'Gone: the webhook is switched off' },
          },
        },
      },
    ]),
  );
}
