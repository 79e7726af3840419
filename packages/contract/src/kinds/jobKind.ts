import type { z } from 'zod';

/** What API and worker must both know of a kind of job; which code runs it, only the worker does. */
export type JobKind = {
  readonly name: string;
  readonly title?: string;
  readonly description?: string;
  readonly input: z.ZodType;
  /** What tells clients of the input, where `input` only checks it. */
  readonly describedBy?: z.ZodType;
  readonly result?: z.ZodType;
  readonly examples?: readonly { readonly title: string; readonly input: unknown }[];
  /** How often it is tried in all, when it fails in a way that can get better. */
  readonly attempts: number;
  /** Of one attempt, unless the submission says otherwise; no submission may ask for more than `max`. */
  readonly timeLimitSeconds: { readonly default: number; readonly max: number };
  /** Of the input as JSON: 2 MB where not said, and never more than 20 MB. */
  readonly maxInputBytes?: number;
  /** Of the result as JSON: 64 MB where not said. A job that finds more fails. */
  readonly maxResultBytes?: number;
  /** How long input and result are kept after its end, where not the service's default. */
  readonly keepForMs?: number;
  /** What the record shows of an input. */
  readonly describe?: (input: unknown) => { slateId?: string };
  /** The module with its code, for a kind that a user has added. */
  readonly module?: string;
};

export type JobKinds = ReadonlyMap<string, JobKind>;
