import { Queue } from 'bullmq';
import express from 'express';
import { Redis } from 'ioredis';

/**
 * What we are measured against: Express that parses JSON and calls `queue.add`, and answers with
 * the hash that BullMQ keeps. No validation, no key, no limit, no record, no log.
 */
const redis = new Redis(process.env.REDIS_URL, { maxRetriesPerRequest: null });
const queue = new Queue('bare', { connection: redis });
const app = express();

// oxlint-disable-next-line oxc/no-async-endpoint-handlers -- Express 5 hands a rejection on by itself
app.post('/jobs', express.json({ limit: '2mb' }), async (request, response) => {
  const job = await queue.add('portfolio', request.body);
  response.status(202).json({ id: job.id });
});

// oxlint-disable-next-line oxc/no-async-endpoint-handlers -- Express 5 hands a rejection on by itself
app.get('/jobs/:id', async (request, response) => {
  response.json(await redis.hgetall(queue.toKey(request.params.id)));
});

const server = app.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
process.once('disconnect', () => process.kill(process.pid));
