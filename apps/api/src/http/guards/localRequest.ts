import type { Request } from 'express';

const LOOPBACK_ADDRESS = /^(?:127\.|::1$|::ffff:127\.)/;
const LOOPBACK_NAME = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?::\d+)?$/i;

const PROXY_HEADERS = ['forwarded', 'via', 'x-forwarded-for', 'x-real-ip'];

/** By address, by host name (a foreign page may point its own name here), and by no proxy between. */
export function isLocalRequest(request: Request): boolean {
  return (
    LOOPBACK_ADDRESS.test(request.socket.remoteAddress ?? '') &&
    LOOPBACK_NAME.test(request.get('host') ?? '') &&
    PROXY_HEADERS.every((header) => request.get(header) === undefined)
  );
}
