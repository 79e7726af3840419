import { z } from 'zod';

import { DAY_SECONDS, type Duration, durationUpTo } from './duration.ts';
import type { KindContext } from './kindContext.ts';

/** Goes with what it marks, because a kind may have been defined by another copy of this package. */
const MARK = 'pitwallKind';
const MARK_VERSION = 1;

const DEFAULT_TIME_LIMIT_SECONDS = 3_600;
const DEFAULT_ATTEMPTS = 3;
const ttl = durationUpTo(365 * DAY_SECONDS);
const timeLimit = durationUpTo(7 * DAY_SECONDS);

export type KindDefinition<Input extends z.ZodType, Result extends z.ZodType> = {
  /** Small letters, digits and dashes: what a submission gives as `kind`. */
  name: string;
  title?: string;
  description?: string;
  /** Zod schemas without asynchronous checks, of any copy of zod 4. */
  input: Input;
  result: Result;
  /** How long input and result are kept after the end; the service's JOB_TTL_DAYS where not given. */
  ttl?: Duration;
  /** Of one attempt; a submission may ask for less, and for more up to `max`. One hour by default. */
  timeLimit?: Duration | { default: Duration; max: Duration };
  /** How often it is tried in all. Three times by default. */
  attempts?: number;
  /** Shown to clients, and checked against `input` here. */
  examples?: { title: string; input: z.input<Input> }[];
  run: (
    input: z.output<Input>,
    context: KindContext<z.input<Result>>,
  ) => z.input<Result> | Promise<z.input<Result>>;
};

const schema = z.custom<z.ZodType>(isSchema, 'must be a schema of zod 4');

const Definition = z
  .strictObject({
    name: z
      .string()
      .regex(/^[a-z][a-z0-9-]{0,62}$/, 'must be small letters, digits and dashes, a letter first'),
    title: z.string().max(100).optional(),
    description: z.string().max(2_000).optional(),
    input: schema,
    result: schema,
    ttl: ttl.optional(),
    timeLimit: z
      .unknown()
      .transform((given) => (typeof given === 'object' ? given : { default: given, max: given }))
      .pipe(z.strictObject({ default: timeLimit, max: timeLimit }))
      .refine((limit) => limit.default <= limit.max, 'default must not be above max')
      .optional(),
    attempts: z.int().min(1).max(100).default(DEFAULT_ATTEMPTS),
    examples: z.array(z.strictObject({ title: z.string().min(1), input: z.unknown() })).default([]),
    run: z.custom<DefinedKind['run']>((run) => typeof run === 'function', 'must be a function'),
  })
  .superRefine(checkExamples);

type Definition = z.output<typeof Definition>;

export type DefinedKind = {
  readonly [MARK]: typeof MARK_VERSION;
  readonly name: string;
  readonly title?: string;
  readonly description?: string;
  readonly input: z.ZodType;
  readonly result: z.ZodType;
  readonly keepForMs?: number;
  readonly timeLimitSeconds: { readonly default: number; readonly max: number };
  readonly attempts: number;
  readonly examples: readonly { readonly title: string; readonly input: unknown }[];
  readonly run: (input: never, context: KindContext) => unknown;
};

/** A kind of job: what it takes and gives, its limits, and the code that runs it. */
export function defineJobKind<Input extends z.ZodType, Result extends z.ZodType>(
  definition: KindDefinition<Input, Result>,
): DefinedKind {
  const parsed = Definition.safeParse(definition);
  if (!parsed.success) throw new TypeError(describe(definition, parsed.error));
  const { ttl: keepForSeconds, timeLimit: limit, title, description, ...rest } = parsed.data;
  return Object.freeze({
    [MARK]: MARK_VERSION,
    ...rest,
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...(keepForSeconds === undefined ? {} : { keepForMs: 1_000 * keepForSeconds }),
    timeLimitSeconds: limit ?? {
      default: DEFAULT_TIME_LIMIT_SECONDS,
      max: DEFAULT_TIME_LIMIT_SECONDS,
    },
  });
}

export function isDefinedKind(value: unknown): value is DefinedKind {
  return (
    typeof value === 'object' &&
    value !== null &&
    (value as Partial<DefinedKind>)[MARK] === MARK_VERSION
  );
}

/** By its shape: an `instanceof` would know the schemas of one copy of zod only. */
function isSchema(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('_zod' in value)) return false;
  return typeof (value as { safeParse?: unknown }).safeParse === 'function';
}

function checkExamples({ input, examples }: Definition, context: z.RefinementCtx): void {
  for (const [index, example] of examples.entries()) {
    const parsed = input.safeParse(example.input);
    for (const issue of parsed.error?.issues ?? []) {
      const path = ['examples', index, 'input', ...issue.path];
      context.addIssue({ code: 'custom', path, message: issue.message });
    }
  }
}

function describe({ name }: { name: unknown }, { issues }: z.ZodError): string {
  const whats = issues.map(({ path, message }) => `  ${path.map(String).join('.')}: ${message}`);
  return [`The kind ${JSON.stringify(name)} is not defined well:`, ...whats].join('\n');
}
