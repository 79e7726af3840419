import { SPOILS, FRAMINGS, type FuzzRequest } from './fuzzRequest.ts';
import { JSON_HORRORS } from './horrors.ts';
import { type OpenApiDocument, type Operation, operationsOf } from './operations.ts';

/** Too much of them to come up by chance in a short run. */
const LARGE = ['"{{long 3000000}}"', '{{deep 500000}}', '[{{long 3000000}}]', '{{long 3000000}}'];

/** Every horror once at every operation that takes a body. */
export function handMadeRequests(document: OpenApiDocument): FuzzRequest[] {
  return operationsOf(document).flatMap((operation) =>
    operation.bodies.flatMap(({ type }) => ofBody(operation, type)),
  );
}

function ofBody(operation: Operation, type: string): FuzzRequest[] {
  const whole = [...JSON_HORRORS, ...LARGE].map((text) => ({ text }));
  const spoilt = SPOILS.map((spoil) => ({ text: '{"a":"é"}', spoil }));
  const framed = FRAMINGS.map((framing) => ({ text: '{"a":1}', framing }));
  return [...whole, ...spoilt, ...framed].map(({ text, ...odd }) => {
    const { spoil, framing } = { spoil: SPOILS[0], framing: FRAMINGS[0], ...odd };
    return {
      operation: operation.id,
      method: operation.method,
      target: operation.path.replaceAll(/\{\w+\}/g, '{{jobs 0}}'),
      headers: [
        ['Host', 'localhost'],
        ['Connection', 'close'],
        ['Authorization', '{{admin 0}}'],
        ['Content-Type', type],
      ],
      body: { text, spoil },
      framing,
    };
  });
}
