import { connect } from 'node:net';

import { readAnswer, type ReadAnswer } from './readAnswer.ts';

/**
 * `closed`: the other side ended the connection without an answer; `silent`: it did neither in
 * time; `left`: we did not wait for either.
 */
export type Answer =
  | ({ outcome: 'answered'; ms: number } & ReadAnswer)
  | { outcome: 'closed' | 'silent' | 'left'; ms: number };

export type Sending = {
  port: number;
  bytes: Buffer;
  method: string;
  /** Says that nothing more will come: what waits for more then knows that it waits in vain. */
  halfClose?: boolean;
  /** Is gone as soon as everything is sent. */
  leaveAtOnce?: boolean;
  patienceMs: number;
};

/** One request on a connection of its own, byte by byte as it is given. */
export async function exchange(sending: Sending): Promise<Answer> {
  const { port, bytes, method, halfClose = false, leaveAtOnce = false, patienceMs } = sending;
  const startedAt = performance.now();
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  let received: Buffer[] = [];
  return await new Promise((resolve) => {
    const finish = (outcome: 'answered' | 'closed' | 'silent' | 'left', read?: ReadAnswer) => {
      clearTimeout(patience);
      socket.destroy();
      const ms = performance.now() - startedAt;
      if (read) resolve({ outcome: 'answered', ms, ...read });
      else if (outcome !== 'answered') resolve({ outcome, ms });
    };
    const look = (isOver: boolean) => {
      const whole = Buffer.concat(received);
      received = [whole];
      const read = readAnswer(whole, { method, isOver });
      if (read) finish('answered', read);
      else if (isOver) finish('closed');
    };
    const patience = setTimeout(() => finish('silent'), patienceMs);
    socket.on('data', (chunk: Buffer) => {
      received.push(chunk);
      look(false);
    });
    socket.on('end', () => look(true));
    // A reset, often: it was answered before everything was sent.
    socket.on('error', () => look(true));
    socket.on('connect', () => {
      if (leaveAtOnce) socket.write(bytes, () => finish('left'));
      else if (halfClose) socket.end(bytes);
      else socket.write(bytes);
    });
  });
}
