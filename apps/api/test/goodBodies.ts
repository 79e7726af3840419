import type { GoodBodies } from '@pitwall/test-kit/fuzz';

const DRILL = { kind: 'drill', input: { seconds: 1 } };

/** Bodies that the routes take, for a fuzz to start from. */
export const GOOD_BODIES: GoodBodies = {
  submitJob: [DRILL, { ...DRILL, tags: ['a'], priority: 'high', delaySeconds: 9, name: 'n' }],
  submitBatch: [{ jobs: [DRILL, DRILL, { kind: 'drill', input: { seconds: -1 } }] }],
  parseSlateFile: [
    {
      salaries: 'id,name,salary,projection\n1,Ann,9000,40\n',
      projections: 'name,projection\nAnn,1\n',
    },
  ],
};
