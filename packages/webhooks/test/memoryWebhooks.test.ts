import { MemoryDeliveryLog } from '../src/memory/memoryDeliveryLog.ts';
import { MemoryWebhookStore } from '../src/memory/memoryWebhookStore.ts';
import { describeDeliveryLog } from './deliveryLogContract.ts';
import { describeWebhookStore } from './webhookStoreContract.ts';

describeWebhookStore('MemoryWebhookStore', () => new MemoryWebhookStore());
describeDeliveryLog('MemoryDeliveryLog', (clock) => new MemoryDeliveryLog(clock));
