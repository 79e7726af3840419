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

// What goes wrong ends the process, and so the bench.
app.post('/jobs', express.json({ limit: '2mb' }), (request, response) => {
  void queue.add('portfolio', request.body).then(({ id }) => response.status(202).json({ id }));
});

app.get('/jobs/:id', (request, response) => {
  void redis.hgetall(queue.toKey(request.params.id)).then((fields) => response.json(fields));
});

const server = app.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
process.once('disconnect', () => process.kill(process.pid));
