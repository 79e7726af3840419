import {
  LocalService,
  type LocalServiceOptions,
  onParentGone,
  onStopSignal,
} from '@pitwall/launcher';

import type { Context } from '../context.ts';

type RunOptions = Omit<LocalServiceOptions, 'root' | 'onNotice'>;

/** A service that stops with this command: on Ctrl-C, SIGTERM or a closed terminal. */
export function createService(context: Context, options: RunOptions): LocalService {
  const { root, terminal } = context;
  const service = new LocalService({ ...options, root, onNotice: terminal.note });
  onStopSignal((step) => {
    if (step === 'stop')
      terminal.note('\nStopping; a second Ctrl-C gives running jobs back at once.');
    service.obey(step);
  });
  // Not without npm: then the parent is a shell, and a service may well outlive that.
  if (context.env['npm_lifecycle_event'] !== undefined) {
    onParentGone(() => {
      terminal.note('npm has ended; stopping.');
      void service.stop();
    });
  }
  return service;
}
