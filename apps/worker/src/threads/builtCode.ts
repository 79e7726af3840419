/** What Node must be told where it runs built code, in a thread or in a process. */
export const BUILT_CODE = [
  '--conditions=built',
  // Without it Node 20 dies (`v8::Module::IsGraphAsync`) when a thread is ended while it still loads,
  // because it looks into modules that are half there.
  '--no-experimental-require-module',
];
