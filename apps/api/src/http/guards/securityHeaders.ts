import type { Request, RequestHandler, Response } from 'express';
import helmet, { contentSecurityPolicy } from 'helmet';

const SELF = ["'self'"];

const STRICT = {
  defaultSrc: ["'none'"],
  scriptSrc: SELF,
  styleSrc: SELF,
  imgSrc: ["'self'", 'data:'],
  connectSrc: SELF,
  fontSrc: SELF,
  formAction: SELF,
  baseUri: ["'none'"],
  frameAncestors: ["'none'"],
};

/** Of every answer. What is a page of its own kind sets its own policy over it. */
export function securityHeaders(): RequestHandler {
  const headers = headersOf(helmetOfEveryAnswer());
  return (_request, response, next) => {
    for (const [name, value] of headers) response.setHeader(name, value);
    next();
  };
}

/** They are the same for every request, so helmet is asked once. */
function headersOf(handler: RequestHandler): [name: string, value: string][] {
  const headers = new Map<string, string>();
  const response = {
    setHeader: (name: string, value: string) => void headers.set(name, value),
    removeHeader: () => {},
  };
  handler({} as Request, response as unknown as Response, () => {});
  return [...headers];
}

function helmetOfEveryAnswer(): RequestHandler {
  return helmet({
    contentSecurityPolicy: { useDefaults: false, directives: STRICT },
    frameguard: { action: 'deny' },
    // Ours to promise only where TLS is ours: that is for the proxy in front to say.
    strictTransportSecurity: false,
    // For browsers that are gone.
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
  });
}

/** Bull Board says where it lies with a `base` element, and has styles in its page. */
export function queueInspectionPolicy(): RequestHandler {
  return contentSecurityPolicy({
    useDefaults: false,
    directives: { ...STRICT, baseUri: SELF, styleSrc: ["'self'", "'unsafe-inline'"] },
  });
}
