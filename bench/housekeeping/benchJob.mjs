/** A pending job as the API would have written it. */
export function benchJob(index, createdAtMs) {
  const createdAt = new Date(createdAtMs).toISOString();
  return {
    id: `01BENCH${String(index).padStart(19, '0')}`,
    kind: 'drill',
    status: 'pending',
    priority: 'normal',
    tags: [],
    tenant: 'default',
    correlationId: 'bench',
    progress: 0,
    attempt: 0,
    starts: 0,
    lostStarts: 0,
    isSuspect: false,
    timeUsedSeconds: 0,
    generation: 1,
    fence: 0,
    createdAt,
    updatedAt: createdAt,
    expired: false,
    version: 1,
  };
}
