export { BullDeliveryQueue } from './bull/bullDeliveryQueue.ts';
export { BullJobConsumer } from './bull/bullJobConsumer.ts';
export { BullJobQueue } from './bull/bullJobQueue.ts';
export { BullRounds } from './bull/bullRounds.ts';
export type {
  DeliveryConsumer,
  DeliveryConsumerOptions,
  DeliveryQueue,
  HandleDelivery,
  QueuedDelivery,
} from './deliveryQueue.ts';
export type {
  ConsumerOptions,
  Delivery,
  HandleJob,
  JobConsumer,
  JobQueue,
  Outcome,
  QueuedId,
  QueueEntry,
  QueuePlace,
  QueueState,
  QueueSweep,
} from './jobQueue.ts';
export { MemoryDeliveryQueue } from './memory/memoryDeliveryQueue.ts';
export { MemoryJobConsumer } from './memory/memoryJobConsumer.ts';
export { MemoryJobQueue } from './memory/memoryJobQueue.ts';
export { MemoryRounds } from './memory/memoryRounds.ts';
export type { RoundOptions, Rounds } from './rounds.ts';
