import { MemoryJobEvents, MemoryJobStore } from '../src/index.ts';
import { describeJobEvents } from './jobEventsContract.ts';

describeJobEvents('MemoryJobEvents', () => {
  const store = new MemoryJobStore();
  return { store, events: new MemoryJobEvents(store) };
});
