import type { JobEvent } from '@pitwall/job-state';

/** One server-sent event. JSON has no line breaks, so its data is one line. */
export function frameOf(event: { id: string; type: string; data: object }): string {
  return `id: ${event.id}\nevent: ${event.type}\ndata: ${JSON.stringify(event.data)}\n\n`;
}

/** Writes each event once, however many it is sent to: all who watch are given the same object. */
export class EventFrames {
  readonly #frames = new WeakMap<JobEvent, Buffer>();

  of(event: JobEvent): Buffer {
    const known = this.#frames.get(event);
    if (known) return known;
    const { id, type, data, ...facts } = event;
    const frame = Buffer.from(frameOf({ id, type, data: { ...facts, type, ...data } }));
    this.#frames.set(event, frame);
    return frame;
  }
}
