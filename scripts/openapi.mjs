import { writeFile } from 'node:fs/promises';

import { jobKinds, writeOpenApi } from '@pitwall/contract';
import { readVersion } from '@pitwall/runtime';

import { toolFile } from './repository.mjs';
import { runNode } from './runCommand.mjs';

const FILE = 'docs/openapi.json';

/** Writes docs/openapi.json anew, of the kinds that every installation has. */
const document = writeOpenApi({ version: readVersion(), kinds: jobKinds({ drills: false }) });
await writeFile(FILE, `${JSON.stringify(document, null, 2)}\n`);
// The check of the format looks at this file, too.
process.exitCode = await runNode(toolFile('oxfmt'), [FILE]);
