/** One message of a stream of server-sent events. Without data where it only says `retry`. */
export type ServerSentEvent = { event: string; data: string; id?: string; retryMs?: number };

const LINE_END = /\r\n|\n|\r/;

/** Reads a body of `text/event-stream` (WHATWG HTML, section 9.2.6), message by message. */
export async function* readServerSentEvents(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
): AsyncGenerator<ServerSentEvent> {
  let fields: string[] = [];
  for await (const line of readLines(body)) {
    if (line !== '') {
      fields.push(line);
      continue;
    }
    const message = messageOf(fields);
    fields = [];
    if (message) yield message;
  }
}

async function* readLines(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<string> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      // A line end may be cut in two: its first half waits for the second.
      const text = rest + value;
      const held = text.endsWith('\r') ? '\r' : '';
      const lines = text.slice(0, text.length - held.length).split(LINE_END);
      rest = (lines.pop() ?? '') + held;
      yield* lines;
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

function messageOf(lines: readonly string[]): ServerSentEvent | undefined {
  const data: string[] = [];
  const message: ServerSentEvent = { event: 'message', data: '' };
  for (const line of lines) {
    const [, name, value = ''] = /^([^:]*)(?:: ?(.*))?$/.exec(line) ?? [];
    if (name === 'data') data.push(value);
    else if (name === 'event') message.event = value;
    else if (name === 'id') message.id = value;
    else if (name === 'retry' && /^\d+$/.test(value)) message.retryMs = Number(value);
  }
  message.data = data.join('\n');
  return data.length > 0 || message.retryMs !== undefined ? message : undefined;
}
