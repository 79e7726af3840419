import * as fc from 'fast-check';

import { EXTRA_MEMBERS, JSON_HORRORS } from './horrors.ts';
import type { JsonSchema, OpenApiDocument } from './operations.ts';

type Text = fc.Arbitrary<string>;

/** One part in so many is no longer what the schema asks for. */
const ONE_HORROR_IN = 40;
const DEEPEST = 10;
const LONGEST_STRING = 24;
const MOST_ITEMS = 4;

/** None of them anybody’s: what a service is told to call, it may call. */
const URLS = [
  'https://hooks.invalid/a',
  'http://hooks.invalid',
  'https://127.0.0.1:1/',
  'https://[::1]:1/a?b#c',
  'https://user:password@hooks.invalid/',
  'https://0x7f.1/',
  'https://hooks.invalid:99999/',
  'ftp://hooks.invalid/',
  'file:///etc/passwd',
  'https://',
  'javascript:0',
];

const horror: Text = fc.constantFrom(...JSON_HORRORS);

/** Writes JSON texts that mostly fit a schema; each part of one may be a horror instead. */
export class SchemaTexts {
  readonly #components: Readonly<Record<string, JsonSchema>>;

  constructor(document: OpenApiDocument) {
    const { schemas = {} } = (document['components'] ?? {}) as {
      schemas?: Record<string, JsonSchema>;
    };
    this.#components = schemas;
  }

  textOf(schema: JsonSchema, depth = 0): Text {
    if (depth > DEEPEST) return fc.constant('null');
    return mostly(this.#fitting(schema, depth), horror, ONE_HORROR_IN);
  }

  /** An example, in which one part may be a horror. */
  spoiled(example: unknown): Text {
    const [parts, whole] = [partsOf(example), JSON.stringify(example)];
    const spoiled = fc
      .tuple(fc.nat(parts - 1), horror)
      .map(([part, text]) => withPart(example, part, text));
    return fc.oneof({ withCrossShrink: true }, fc.constant(whole), spoiled);
  }

  #fitting(schema: JsonSchema, depth: number): Text {
    const choices = (schema['anyOf'] ?? schema['oneOf']) as JsonSchema[] | undefined;
    if (typeof schema['$ref'] === 'string') return this.#referred(schema['$ref'], depth);
    if (choices) return fc.oneof(...choices.map((choice) => this.textOf(choice, depth + 1)));
    if ('const' in schema) return fc.constant(JSON.stringify(schema['const']));
    if (Array.isArray(schema['enum'])) {
      return fc.constantFrom(...schema['enum'].map((value) => JSON.stringify(value)));
    }
    switch (schema['type']) {
      case 'object':
        return this.#object(schema, depth);
      case 'array':
        return this.#array(schema, depth);
      case 'string':
        return stringOf(schema).map((text) => JSON.stringify(text));
      case 'integer':
      case 'number':
        return numberOf(schema);
      case 'boolean':
        return fc.constantFrom('false', 'true');
      case 'null':
        return fc.constant('null');
      default:
        return fc.json({ maxDepth: 2 });
    }
  }

  #referred(reference: string, depth: number): Text {
    const schema = this.#components[reference.replace('#/components/schemas/', '')];
    return schema ? this.#fitting(schema, depth + 1) : horror;
  }

  #object(schema: JsonSchema, depth: number): Text {
    const properties = Object.entries((schema['properties'] ?? {}) as Record<string, JsonSchema>);
    const required = new Set((schema['required'] ?? []) as string[]);
    const members = properties.map(([name, property]) => {
      const member = this.textOf(property, depth + 1).map(
        (text) => `${JSON.stringify(name)}:${text}`,
      );
      return fc.option(member, { nil: undefined, freq: required.has(name) ? ONE_HORROR_IN : 2 });
    });
    const more = schema['additionalProperties'];
    const others = isSchema(more)
      ? fc.array(this.#otherMember(more, depth), { maxLength: MOST_ITEMS })
      : fc.constant<string[]>([]);
    const extra = fc.constantFrom(...EXTRA_MEMBERS).map((member) => [member]);
    return fc
      .tuple(fc.tuple(...members), mostly(others, extra, ONE_HORROR_IN))
      .map(([own, rest]) => `{${[...own, ...rest].filter((one) => one !== undefined).join(',')}}`);
  }

  #otherMember(schema: JsonSchema, depth: number): Text {
    return fc
      .tuple(fc.string({ maxLength: 8 }), this.textOf(schema, depth + 1))
      .map(([name, text]) => `${JSON.stringify(name)}:${text}`);
  }

  #array(schema: JsonSchema, depth: number): Text {
    const {
      items = {},
      minItems = 0,
      maxItems = MOST_ITEMS,
    } = schema as {
      items?: JsonSchema;
      minItems?: number;
      maxItems?: number;
    };
    const maxLength = Math.max(minItems, Math.min(maxItems, minItems + MOST_ITEMS));
    return fc
      .array(this.textOf(items, depth + 1), { minLength: minItems, maxLength })
      .map((texts) => `[${texts.join(',')}]`);
  }
}

export function mostly<T>(usual: fc.Arbitrary<T>, rare: fc.Arbitrary<T>, oneIn: number) {
  return fc.oneof(
    { withCrossShrink: true },
    { arbitrary: usual, weight: oneIn - 1 },
    { arbitrary: rare, weight: 1 },
  );
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null;
}

export function stringOf(schema: JsonSchema): Text {
  const { format, pattern } = schema as { format?: string; pattern?: string };
  const { minLength = 0, maxLength = LONGEST_STRING } = schema as Record<string, number>;
  if (format === 'date-time') {
    return fc.date({ noInvalidDate: true }).map((date) => date.toISOString());
  }
  if (format === 'uri') return fc.constantFrom(...URLS);
  if (format === 'cidrv4') return fc.constantFrom('10.0.0.0/8', '0.0.0.0/0', '127.0.0.1/32');
  if (format === 'cidrv6') return fc.constantFrom('::/0', '::1/128', 'fe80::/10');
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern));
  const longest = Math.max(minLength, Math.min(maxLength, minLength + LONGEST_STRING));
  return fc.string({ minLength, maxLength: longest, unit: 'binary' });
}

function numberOf(schema: JsonSchema): Text {
  const { minimum = -1e6, exclusiveMinimum = minimum } = schema as Record<string, number>;
  const { maximum = 1e6, exclusiveMaximum = maximum } = schema as Record<string, number>;
  if (schema['type'] === 'integer') {
    const min = Math.ceil(exclusiveMinimum > minimum ? exclusiveMinimum + 1 : exclusiveMinimum);
    const max = Math.floor(exclusiveMaximum < maximum ? exclusiveMaximum - 1 : exclusiveMaximum);
    return fc.integer({ min, max: Math.max(min, max) }).map(String);
  }
  return fc
    .double({ min: exclusiveMinimum, max: exclusiveMaximum, noNaN: true })
    .map((value) => JSON.stringify(value));
}

function partsOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce<number>((sum, part) => sum + partsOf(part), 1);
}

/** The text of a value whose `wanted`th part, counted from the outside in, is another text. */
function withPart(value: unknown, wanted: number, text: string): string {
  let seen = -1;
  const write = (part: unknown): string => {
    seen += 1;
    if (seen === wanted) return text;
    if (Array.isArray(part)) return `[${part.map(write).join(',')}]`;
    if (typeof part !== 'object' || part === null) return JSON.stringify(part);
    const members = Object.entries(part).map(
      ([name, one]) => `${JSON.stringify(name)}:${write(one)}`,
    );
    return `{${members.join(',')}}`;
  };
  return write(value);
}
