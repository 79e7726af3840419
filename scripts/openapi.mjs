import { writeFile } from 'node:fs/promises';

import { jobKinds, writeOpenApi } from '@pitwall/contract';
import { readVersion } from '@pitwall/runtime';

/** Writes docs/openapi.json anew, of the kinds that every installation has. */
const document = writeOpenApi({ version: readVersion(), kinds: jobKinds({ drills: false }) });
await writeFile('docs/openapi.json', `${JSON.stringify(document, null, 2)}\n`);
