import { register } from 'node:module';

// For `node --import`: everything that this process loads goes through the plant.
register('./plantLoader.mjs', import.meta.url, { data: { plant: process.env.CHAOS_PLANT } });
