import { WEBHOOK_EVENTS, type WebhookEvent } from '@pitwall/contract';
import { Option } from 'commander';

import { EXIT } from '../exitCodes.ts';
import { deliveryTable } from '../output/deliveryTable.ts';
import { webhookTable } from '../output/webhookTable.ts';
import { type CommandDeps, connect, said, wholeNumber } from './command.ts';

type CreateOptions = {
  event?: WebhookEvent[];
  kind?: string[];
  tag?: string[];
  description?: string;
};

export function webhooks(deps: CommandDeps): void {
  const { say, note } = deps.context.terminal;
  const command = deps.program
    .command('webhooks')
    .description('have messages about jobs sent to an address of yours');
  const showSecret = (secret: string) => {
    // Alone on stdout, so that a script can keep it.
    say(secret);
    note('This is the secret that signs its messages. It is not shown again.');
  };
  command
    .command('list')
    .description('list webhooks, oldest first')
    .action(async () => {
      const found = await connect(deps).webhooks.list();
      say(found.length === 0 ? 'No webhooks.' : webhookTable(found));
    });
  command
    .command('create <url>')
    .description('have messages sent there; the secret is shown once')
    .addOption(
      new Option('--event <event...>', 'only these; all of them where not said').choices(
        WEBHOOK_EVENTS,
      ),
    )
    .option('--kind <kind...>', 'only of jobs of these kinds')
    .option('--tag <tag...>', 'only of jobs with one of these tags')
    .option('--description <text>', 'for people')
    .action(async (url: string, { event, kind, tag, description }: CreateOptions) => {
      const wish = said({ events: event, kinds: kind, tags: tag, description });
      const made = await connect(deps).webhooks.create({ url, ...wish });
      note(`Webhook ${made.id}`);
      showSecret(made.secret);
    });
  command
    .command('rotate <id>')
    .description('take a new secret; for 24 hours messages carry both signatures')
    .action(async (id: string) => {
      showSecret((await connect(deps).webhooks.rotateSecret(id)).secret);
    });
  command
    .command('delete <id>')
    .description('remove one, with the log of its deliveries')
    .action(async (id: string) => {
      await connect(deps).webhooks.delete(id);
      say(`${id} deleted`);
    });
  addDeliveries(deps, command);
}

function addDeliveries(deps: CommandDeps, command: CommandDeps['program']): void {
  const { say, note } = deps.context.terminal;
  command
    .command('ping <id>')
    .description('send a message now, and see what comes of it')
    .action(async (id: string) => {
      const { status, attempts } = await connect(deps).webhooks.ping(id);
      const last = attempts.at(-1);
      const why = [last?.status, last?.error].filter((part) => part !== undefined);
      say([status, ...why].join(' '));
      if (status !== 'delivered') deps.exit(EXIT.failed);
    });
  command
    .command('deliveries <id>')
    .description('show what was sent and what came of it, newest first')
    .option('--limit <count>', 'how many', wholeNumber, 20)
    .option('--cursor <cursor>', 'go on where an earlier list ended')
    .action(async (id: string, query: { limit: number; cursor?: string }) => {
      const { deliveries, nextCursor } = await connect(deps).webhooks.deliveries(id, query);
      say(deliveries.length === 0 ? 'Nothing was sent.' : deliveryTable(deliveries));
      if (nextCursor !== undefined) note(`More: add --cursor ${nextCursor}`);
    });
  command
    .command('redeliver <id> <delivery>')
    .description('send a message again, with the same id and body')
    .action(async (id: string, delivery: string) => {
      await connect(deps).webhooks.redeliver(id, delivery);
      say(`${delivery} is on its way`);
    });
}
