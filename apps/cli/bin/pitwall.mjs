#!/usr/bin/env -S node --conditions=built
await import('../../../scripts/pitwall.mjs');
