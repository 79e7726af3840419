import 'zod/compile';
import { jobKinds, Submission } from '@pitwall/contract';
import { Queue } from 'bullmq';
import express from 'express';
import helmet from 'helmet';
import { Redis } from 'ioredis';
import { pino } from 'pino';
import { pinoHttp } from 'pino-http';

/**
 * What we are measured against: Express that parses JSON and calls `queue.add`, and answers with
 * the hash that BullMQ keeps. No validation, no key, no limit, no record, no log. Under `/checked`
 * the same behind the libraries that every such service has: what is left to us of the difference.
 */
const redis = new Redis(process.env.REDIS_URL, { maxRetriesPerRequest: null });
const queue = new Queue('bare', { connection: redis });
const app = express();

const json = express.json({ limit: '2mb' });
const { input } = jobKinds({ drills: false }).get('portfolio');
const schema = Submission.extend({ input });
const log = pinoHttp({ logger: pino(pino.destination({ dest: 1, sync: true })) });

// What goes wrong ends the process, and so the bench.
function add(body, response) {
  void queue.add('portfolio', body).then(({ id }) => response.status(202).json({ id }));
}

app.post('/jobs', json, (request, response) => add(request.body, response));
app.post('/checked', log, helmet(), json, (request, response) =>
  add(schema.parse(request.body), response),
);

function read({ params }, response) {
  void redis.hgetall(queue.toKey(params.id)).then((fields) => response.json(fields));
}

app.get('/jobs/:id', read);
app.get('/checked/:id', log, helmet(), read);

const server = app.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
process.once('disconnect', () => process.kill(process.pid));
