import type { RequestHandler } from 'express';
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
