/** The service says something every fifteen seconds, if only that it is there. */
const SILENT_AT_MOST_MS = 45_000;

/** Breaks as a connection does when nothing has come for so long: a network may lose one without a word. */
export function untilSilent(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  silentAtMostMs = SILENT_AT_MOST_MS,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const reader = body.getReader();
  return new ReadableStream({
    async pull(controller) {
      const timer = setTimeout(() => {
        const lost = new TypeError('The stream of events is silent');
        controller.error(lost);
        void reader.cancel(lost).catch(() => {});
      }, silentAtMostMs);
      try {
        const { value, done } = await reader.read();
        if (done) controller.close();
        else controller.enqueue(value);
      } finally {
        clearTimeout(timer);
      }
    },
    cancel: (reason) => reader.cancel(reason),
  });
}
