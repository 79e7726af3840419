import { MemoryDeliveryLog, MemoryWebhookStore } from '../src/index.ts';
import { describeDeliveryLog } from './deliveryLogContract.ts';
import { describeWebhookStore } from './webhookStoreContract.ts';

describeWebhookStore('MemoryWebhookStore', () => new MemoryWebhookStore());
describeDeliveryLog('MemoryDeliveryLog', (clock) => new MemoryDeliveryLog(clock));
