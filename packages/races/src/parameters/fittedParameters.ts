import type { TrackType } from '@pitwall/contract';

import type { TrackParameters } from './trackParameters.ts';

/**
 * Written by `npm run fit:races` on 2026-11-21, never by hand. Fitted to
 * 64 Cup races of the seasons 2022 and 2023 in race-logs_cup_2022-2024.csv.
 */
export const FITTED_PARAMETERS: Record<TrackType, TrackParameters> = {
  superspeedway: {
    cautionRate: 0.2015,
    dnfRate: 0.2706,
    incidentSizes: [0.6182, 0.1636, 0.1091, 0.05455, 0.01818, 0.01818, 0, 0, 0.01818],
    exits: [0.0875, 0.234, 0.4202, 0.5053, 0.6, 0.6436, 0.7269, 0.8538, 0.925, 0.9643, 0.9962],
    lapsLost: [0, 0, 0, 0, 0, 0, 0.000625, 0.00125, 0.003443, 0.01278, 0.06448],
    teamShare: 0.1422,
    manufacturerShare: 0.01346,
    cautionLuck: 0.3416,
    lapsLed: { finish: 0.4332, start: 0.4445, strength: 0.8171, concentration: 10.3 },
    fastestLaps: { finish: 0.1862, lapsLed: -0.097, strength: -0.1143, concentration: 164.1 },
  },
  intermediate: {
    cautionRate: 0.219,
    dnfRate: 0.1532,
    incidentSizes: [0.8702, 0.0916, 0.03053, 0, 0.007634],
    exits: [0.01119, 0.1498, 0.2734, 0.4072, 0.4843, 0.618, 0.6776, 0.8277, 0.8942, 0.9401, 0.9963],
    lapsLost: [0, 0, 0, 0, 0.00008929, 0.0001786, 0.0004441, 0.001687, 0.002952, 0.008811, 0.04732],
    teamShare: 0.1422,
    manufacturerShare: 0.01346,
    cautionLuck: 0.3416,
    lapsLed: { finish: 0.475, start: 0.5297, strength: 0.6154, concentration: 4.265 },
    fastestLaps: { finish: 0.1877, lapsLed: 0.5159, strength: 0.7705, concentration: 43.22 },
  },
  short: {
    cautionRate: 0.1677,
    dnfRate: 0.09225,
    incidentSizes: [0.8571, 0.119, 0, 0.02381],
    exits: [0.01329, 0.2924, 0.364, 0.4, 0.52, 0.548, 0.6, 0.74, 0.844, 0.8904, 0.944],
    lapsLost: [0, 0, 0, 0, 0.0004333, 0.001088, 0.001788, 0.003326, 0.004806, 0.009473, 0.1096],
    teamShare: 0.1422,
    manufacturerShare: 0.01346,
    cautionLuck: 0.3416,
    lapsLed: { finish: 0.7748, start: 0.6843, strength: 0.4127, concentration: 2.346 },
    fastestLaps: { finish: 0.2562, lapsLed: 0.4171, strength: 0.6398, concentration: 42.03 },
  },
  road: {
    cautionRate: 0.1885,
    dnfRate: 0.08717,
    incidentSizes: [0.9412, 0.05882],
    exits: [0, 0.1452, 0.2791, 0.4889, 0.6628, 0.7248, 0.7706, 0.8222, 0.859, 0.9186, 0.9733],
    lapsLost: [0, 0, 0, 0, 0, 0, 0.001109, 0.001109, 0.00192, 0.0108, 0.07969],
    teamShare: 0.1422,
    manufacturerShare: 0.01346,
    cautionLuck: 0.3416,
    lapsLed: { finish: 0.5232, start: 0.7339, strength: 0.5145, concentration: 2.974 },
    fastestLaps: { finish: 0.2116, lapsLed: 0.3649, strength: 1.046, concentration: 41.17 },
  },
};
