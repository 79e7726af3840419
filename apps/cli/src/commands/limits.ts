import { limitTable } from '../output/limitTable.ts';
import { plainText } from '../output/plainText.ts';
import { type CommandDeps, connect } from './command.ts';

export function limits(deps: CommandDeps): void {
  const { say } = deps.context.terminal;
  deps.program
    .command('limits')
    .description('show whose key you have, what it may do, and how much of its limits is used')
    .action(async () => {
      const client = connect(deps);
      const { name, keyId, tenant, scopes } = await client.me();
      say(`Key ${keyId} (${plainText(name)}) of tenant ${tenant}: ${scopes.join(' ')}`);
      say(limitTable(await client.limits()));
    });
}
