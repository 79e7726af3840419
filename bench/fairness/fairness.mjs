import { writeFileSync } from 'node:fs';

import { POLICIES } from './policies.mjs';
import { RUNNING, simulate } from './simulate.mjs';

const many = (tenant, count, atTime = 0) =>
  Array.from({ length: count }, (_, index) => ({ id: `${tenant}-${index}`, tenant, atTime }));

const byTime = (jobs) => jobs.toSorted((a, b) => a.atTime - b.atTime);
const of = (jobs, tenant) => jobs.filter((job) => job.tenant === tenant);

/** Until its last job was started; Infinity when one never was. */
const drained = (jobs) => Math.max(...jobs.map(({ startedTime = Infinity }) => startedTime));
const longestWait = (jobs, untilTime) =>
  Math.max(...jobs.map(({ atTime, startedTime = untilTime }) => startedTime - atTime));

/** One tenant has 10,000 waiting when another submits a single job. */
async function single(policy) {
  const arrivals = [...many('big', 10_000), ...many('small', 1, 100)];
  const [job] = of(await simulate(policy(), arrivals, Infinity), 'small');
  return { passedBy: job.passedBy / RUNNING, wait: job.startedTime - job.atTime };
}

const UNTIL = 4_000;
const BACKLOG = 400;

/** One tenant has a backlog, and others keep coming with one job each at `load` of what can be done. */
async function newcomers(policy, { load, tenants }) {
  const count = Math.floor(UNTIL * RUNNING * load);
  const others = Array.from({ length: count }, (_, index) => ({
    id: `new-${index}`,
    tenant: `new-${index % tenants}`,
    atTime: 1 + index / (RUNNING * load),
  }));
  const jobs = await simulate(policy(), byTime([...many('big', BACKLOG), ...others]), UNTIL);
  const backlog = of(jobs, 'big');
  const left = backlog.filter(({ startedTime }) => startedTime === undefined).length;
  return { left, wait: longestWait(backlog, UNTIL), drained: drained(backlog) };
}

/** Three tenants have submitted all they have, the one with most first. */
async function three(policy) {
  const sizes = { large: 5_000, medium: 500, small: 50 };
  const arrivals = Object.entries(sizes).flatMap(([tenant, count]) => many(tenant, count));
  const jobs = await simulate(policy(), arrivals, Infinity);
  return Object.keys(sizes).map((tenant) => drained(of(jobs, tenant)));
}

const number = (value) => (value === Infinity ? 'never' : value.toFixed(value < 10 ? 1 : 0));
const starved = ({ left, wait, drained: time }) =>
  left > 0 ? `${left} of ${BACKLOG} left` : `${number(time)}, ${number(wait)}`;

async function row([name, policy]) {
  const one = await single(policy);
  const few = await newcomers(policy, { load: 0.95, tenants: 20 });
  const strangers = await newcomers(policy, { load: 1, tenants: Infinity });
  const flood = await newcomers(policy, { load: 1.2, tenants: 20 });
  const [large, medium, small] = await three(policy);
  return [
    name,
    number(one.passedBy),
    starved(few),
    starved(strangers),
    starved(flood),
    [large, medium, small].map(number).join(' / '),
  ];
}

const HEAD = [
  'order of the queue',
  'single job: passed by',
  '20 newcomers, 95 %',
  'strangers, 100 %',
  '20 newcomers, 120 %',
  'three tenants',
];

function table(rows) {
  const lines = [HEAD, HEAD.map((_, index) => (index === 0 ? '---' : '---:')), ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

const rows = [];
for (const entry of Object.entries(POLICIES)) rows.push(await row(entry));
const text = `# Turns between tenants

\`npm run bench:fairness -- --write\`

A simulation: ${RUNNING} jobs run at a time, each takes one unit of time on average.

- **single job**: a tenant has 10,000 waiting when another submits one job; how many are started
  before it, in multiples of the jobs that run at a time.
- **newcomers**: a tenant has ${BACKLOG} waiting, and others keep coming, at so much of what can be
  done. 20 newcomers come again and again; strangers are never seen twice. When the last of the
  ${BACKLOG} is started, and the longest any of them waits; or how many are left after ${UNTIL}.
- **three tenants**: 5,000, 500 and 50 jobs at once; when the last of each is started.

${table(rows)}
`;
console.log(text);
if (process.argv.includes('--write')) {
  writeFileSync(new URL('results.md', import.meta.url), text);
}
