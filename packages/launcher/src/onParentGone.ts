const LOOK_EVERY_MS = 500;

/**
 * Calls back when the process that started this one has ended. npm runs scripts in a shell, and a
 * SIGTERM for npm kills that shell without reaching us.
 */
export function onParentGone(callback: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    callback();
  }, LOOK_EVERY_MS);
  timer.unref();
}
