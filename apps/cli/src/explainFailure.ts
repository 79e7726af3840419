import { PitwallError, UNREACHABLE } from '@pitwall/client';

import { formatMs } from './output/formatMs.ts';

/** What a user should read about a failure, line by line. */
export function explainFailure(error: unknown): string[] {
  if (error instanceof PitwallError) return explainPitwallError(error);
  if (error instanceof Error) return [error.message];
  return [String(error)];
}

function explainPitwallError(error: PitwallError): string[] {
  if (error.code === UNREACHABLE) {
    return [
      `${error.message}. Is the service running? Start it with: npm start`,
      'If it runs elsewhere, say where with --url or PITWALL_URL.',
    ];
  }
  const details = error.problem?.errors ?? [];
  return [
    `${error.problem?.detail ?? error.message} (${error.code})`,
    ...details.map(({ pointer, parameter, line, detail }) => {
      const place = pointer ?? parameter ?? (line === undefined ? undefined : `line ${line}`);
      return place === undefined ? `  ${detail}` : `  ${place}: ${detail}`;
    }),
    ...(error.retryAfterMs === undefined ? [] : [`Ask again in ${formatMs(error.retryAfterMs)}.`]),
    ...(error.status === 401 ? ['Put an API key into PITWALL_API_KEY.'] : []),
  ];
}
