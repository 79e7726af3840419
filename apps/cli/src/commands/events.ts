import { EXIT } from '../exitCodes.ts';
import { untilInterrupted } from '../jobs/untilInterrupted.ts';
import { eventText } from '../output/eventText.ts';
import { type CommandDeps, connect, said } from './command.ts';

type Options = { kind?: string; types?: string; tenant?: string; after?: string; json?: boolean };

export function events(deps: CommandDeps): void {
  const { say } = deps.context.terminal;
  deps.program
    .command('events [id]')
    .description('follow a job, or all jobs, event by event')
    .option('--kind <kind>', 'of all jobs only those of this kind')
    .option('--types <types>', 'of all jobs only events of these types, separated by commas')
    .option('--tenant <tenant>', 'of another tenant: admins only')
    .option('--after <event>', 'what came after the event with this id')
    .option('--json', 'each event as JSON, on a line')
    .action(async (id: string | undefined, { after, json, ...query }: Options) => {
      const client = connect(deps);
      const code = await untilInterrupted(async (signal) => {
        const options = said({ signal, lastEventId: after });
        const seen = id === undefined ? client.watchAll(query, options) : client.watch(id, options);
        for await (const event of seen) say(json ? JSON.stringify(event) : eventText(event));
        return EXIT.ok;
      });
      deps.exit(code);
    });
}
