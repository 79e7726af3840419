import { CHECKS } from './findings.mjs';

const WIDTH = 20;

/** What came of a run, as plain data. */
export function reportOf({ options, jobs, recovery, findings, stops, startedMs }) {
  const accepted = jobs.filter(({ id }) => id !== undefined);
  const faults = Object.fromEntries(
    [...recovery.kinds].map(([kind, { count, longestMs }]) => [
      kind,
      {
        count,
        recoveredWithinMs: recovery.unrecovered.includes(kind) ? null : Math.round(longestMs),
      },
    ]),
  );
  return {
    minutes: options.minutes,
    seed: options.seed,
    plant: options.plant ?? null,
    seconds: Math.round((performance.now() - startedMs) / 1_000),
    jobs: {
      submitted: jobs.length,
      accepted: accepted.length,
      cancelled: accepted.filter(({ cancelAnswer }) => cancelAnswer === 'cancelled').length,
    },
    stops,
    faults,
    checks: Object.fromEntries(
      Object.keys(CHECKS).map((check) => [check, findings.countOf(check)]),
    ),
    isClean: findings.isEmpty,
  };
}

export function formatReport(report, findings) {
  const { jobs, faults, checks, stops } = report;
  const count = Object.values(faults).reduce((sum, fault) => sum + fault.count, 0);
  return [
    row('jobs accepted', jobs.accepted, `of ${jobs.submitted}; ${jobs.cancelled} cancelled`),
    row('faults', count, `in ${report.seconds} s; ${stops} stops judged`),
    '',
    ...Object.keys(faults)
      .toSorted((one, other) => one.localeCompare(other))
      .map((kind) => row(kind, faults[kind].count, recovered(faults[kind].recoveredWithinMs))),
    '',
    ...Object.entries(checks).flatMap(([check, found]) => [
      row(check, found, found > 0 ? CHECKS[check] : ''),
      ...findings.examplesOf(check).map((example) => `    ${example}`),
    ]),
  ].join('\n');
}

function recovered(withinMs) {
  if (withinMs === null) return 'not recovered';
  return `recovered within ${(withinMs / 1_000).toFixed(1)} s`;
}

function row(name, value, remark) {
  return `${name.padEnd(WIDTH)} ${String(value).padStart(6)}  ${remark}`.trimEnd();
}
