import { allKeys } from './readRecords.mjs';

/** What is kept beside the records to count and find them by agrees with them, once all is at rest. */
export async function checkAccounts({ redis, keys, records, findings }) {
  const found = [...(await readAccounts(redis, keys))];
  const wanted = accountsOf(records);
  for (const [name, members] of found) {
    const ofRecords = wanted.get(name) ?? new Map();
    for (const [member, value] of members) {
      if (ofRecords.get(member) === value) continue;
      findings.add('accounts', `${name} has ${member} (${value}), ${describe(ofRecords, member)}`);
    }
  }
  for (const [name, members] of wanted) {
    const known = new Map(found).get(name) ?? new Map();
    for (const [member, value] of members) {
      if (!known.has(member)) findings.add('accounts', `${name} lacks ${member} (${value})`);
    }
  }
}

function describe(ofRecords, member) {
  return ofRecords.has(member) ? `the records say ${ofRecords.get(member)}` : 'no record says so';
}

/** Name of the key → member → value, as the records would have it. */
function accountsOf(records) {
  const wanted = new Map();
  const note = (name, member, value) => {
    if (!wanted.has(name)) wanted.set(name, new Map());
    wanted.get(name).set(member, value);
  };
  const count = (name, field) => note(name, field, (wanted.get(name)?.get(field) ?? 0) + 1);
  for (const [id, record] of records) {
    const { tenant, status, kind, submitted_by: key, start_by: startBy } = record;
    if (key && (status === 'pending' || status === 'running')) note(`${status}:${key}`, id, 1);
    if (startBy && status === 'pending' && record.starts === '0') {
      note('start_by', id, Date.parse(startBy));
    }
    note(`jobs:tenant:${tenant}:status:${status}`, id, Date.parse(record.created_at));
    for (const base of ['jobs', `jobs:tenant:${tenant}`]) {
      count(`${base}:counts`, `${status}:${kind}`);
      if (record.completed_at) note(`${base}:ended`, id, Date.parse(record.completed_at));
    }
  }
  return wanted;
}

async function readAccounts(redis, keys) {
  const accounts = new Map();
  for (const key of await allKeys(redis)) {
    const name = keys.nameOfAccount(key);
    if (name === undefined) continue;
    const type = await redis.type(key);
    if (type === 'set') {
      accounts.set(name, new Map((await redis.smembers(key)).map((id) => [id, 1])));
    } else {
      const flat =
        type === 'hash'
          ? Object.entries(await redis.hgetall(key))
          : pairsOf(await redis.zrange(key, 0, -1, 'WITHSCORES'));
      accounts.set(name, new Map(flat.map(([member, value]) => [member, Number(value)])));
    }
  }
  return accounts;
}

function pairsOf(flat) {
  return Array.from({ length: flat.length / 2 }, (_, i) => flat.slice(2 * i, 2 * i + 2));
}
