import * as fc from 'fast-check';

import { FRAMINGS, type FuzzRequest, SPOILS } from './fuzzRequest.ts';
import { HEADER_TEXTS } from './headerTexts.ts';
import { ADDRESS_HORRORS } from './horrors.ts';
import { lastNameOf } from './knownThings.ts';
import {
  type JsonSchema,
  type OpenApiDocument,
  type Operation,
  operationsOf,
} from './operations.ts';
import { mostly, SchemaTexts, stringOf } from './schemaTexts.ts';

/** Bodies that are right, by operation: what a schema alone hardly hits on. */
export type GoodBodies = Readonly<Record<string, readonly unknown[]>>;

const OTHER_METHODS = ['HEAD', 'OPTIONS', 'GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'TRACE'].concat(
  'CONNECT',
  'QUERY',
  'PROPFIND',
  'get',
  'NONSENSE',
);

const MOST_HEADERS = 4;

const horror = fc.constantFrom(...ADDRESS_HORRORS);
const absent = fc.constant(undefined);

/** Requests to every operation of a document: most of them nearly right, none of them safe. */
export function requestArbitrary(
  document: OpenApiDocument,
  goodBodies: GoodBodies = {},
): fc.Arbitrary<FuzzRequest> {
  const texts = new SchemaTexts(document);
  return fc.oneof(
    ...operationsOf(document).map((operation) => ({
      // What takes a body has more that can be wrong with it.
      weight: operation.bodies.length > 0 ? 3 : 1,
      arbitrary: requestOf(operation, texts, goodBodies[operation.id] ?? []),
    })),
  );
}

function requestOf(
  operation: Operation,
  texts: SchemaTexts,
  goodBodies: readonly unknown[],
): fc.Arbitrary<FuzzRequest> {
  const framing = mostly(fc.constant(FRAMINGS[0]), fc.constantFrom(...FRAMINGS), 8);
  return fc
    .record({
      method: mostly(fc.constant(operation.method), fc.constantFrom(...OTHER_METHODS), 20),
      path: pathOf(operation),
      query: queryOf(operation),
      headers: headersOf(),
      content: contentOf(operation, texts, goodBodies),
      framing,
    })
    .map(({ path, query, content, headers, ...rest }) => {
      const { type, ...body } = content ?? { type: undefined };
      return {
        ...rest,
        operation: operation.id,
        target: query.length > 0 ? `${path}?${query.join('&')}` : path,
        headers: allHeaders(headers, type),
        ...('text' in body ? { body } : {}),
      };
    });
}

function pathOf({ path }: Operation): fc.Arbitrary<string> {
  const parts = path.split(/(\{\w+\})/);
  const filled = parts.map((part, index) => {
    if (!part.startsWith('{')) return fc.constant(part);
    const collection = lastNameOf(parts[index - 1] ?? '');
    const known = fc.nat(50).map((number) => `{{${collection} ${number}}}`);
    return mostly(known, horror, 6);
  });
  const whole = fc.tuple(...filled).map((texts) => texts.join(''));
  const around = fc.tuple(whole, fc.constantFrom('/', '//', '/x', '%2f', ';x', '%00'));
  return mostly(
    whole,
    around.map(([text, after]) => text + after),
    50,
  );
}

function queryOf({ query }: Operation): fc.Arbitrary<string[]> {
  const right = query.map(({ name, schema, required }) => {
    const fitting =
      name === 'cursor' ? fc.nat(50).map((number) => `{{cursor ${number}}}`) : valueOf(schema);
    const one = mostly(fitting, horror, 10).map((text) => `${name}=${text}`);
    return required ? mostly(one, absent, 20) : mostly(absent, one, 4);
  });
  const names = [...query.map(({ name }) => name), 'x', '__proto__', ''];
  const odd = fc
    .tuple(fc.constantFrom(...names), fc.constantFrom('', '[]', '[a]', '[__proto__]'), horror)
    .map(([name, suffix, value]) => `${name}${suffix}=${value}`);
  const extra = mostly(fc.constant<string[]>([]), fc.array(odd, { maxLength: 3 }), 10);
  return fc
    .tuple(fc.tuple(...right), extra)
    .map(([own, rest]) => [...own, ...rest].filter((one) => one !== undefined));
}

/** As it stands in the query. */
function valueOf(schema: JsonSchema): fc.Arbitrary<string> {
  const {
    enum: values,
    type,
    items = {},
  } = schema as {
    enum?: string[];
    type?: string;
    items?: JsonSchema;
  };
  const { minimum = 0, maximum = 100, minLength } = schema as Record<string, number>;
  if (values) return fc.constantFrom(...values);
  if (type === 'array') {
    return fc.array(valueOf(items), { minLength: 1, maxLength: 3 }).map((each) => each.join(','));
  }
  if (type === 'integer' || type === 'number') {
    return fc.integer({ min: minimum, max: Math.max(minimum, maximum) }).map(String);
  }
  const text = stringOf(schema).map((plain) => encodeURIComponent(plain));
  // A yes or no is read from a text, so the schema does not say that it is one.
  const isOpen = minLength === undefined && schema['pattern'] === undefined;
  return isOpen ? mostly(fc.constantFrom('true', 'false'), text, 6) : text;
}

type Header = readonly [name: string, value: string];

function headersOf(): fc.Arbitrary<Header[]> {
  const each = Object.entries(HEADER_TEXTS).map(([name, values]) =>
    fc.constantFrom(...values).map((value) => [name, value] as const),
  );
  const some = fc.array(fc.oneof(...each), { minLength: 1, maxLength: MOST_HEADERS });
  return mostly(fc.constant<Header[]>([]), some, 2);
}

/** What every request needs stands first, unless it has one of its own: that is a horror then. */
function allHeaders(headers: readonly Header[], type: string | undefined): Header[] {
  const usual: Header[] = [
    ['Host', 'localhost'],
    ['Connection', 'close'],
    ['Authorization', '{{admin 0}}'],
    ...(type === undefined ? [] : [['Content-Type', type] as const]),
  ];
  const own = new Set(headers.map(([name]) => name));
  return [...usual.filter(([name]) => !own.has(name)), ...headers];
}

type Content = NonNullable<FuzzRequest['body']> & { type: string };

function contentOf(
  { bodies }: Operation,
  texts: SchemaTexts,
  goodBodies: readonly unknown[],
): fc.Arbitrary<Content | undefined> {
  const unasked = fc.constant<Content>({ text: '{}', type: 'application/json', spoil: 'nothing' });
  if (bodies.length === 0) return mostly(fc.constant(undefined), unasked, 20);
  const each = bodies.map(({ type, schema, examples }) => {
    const given = type.endsWith('json') ? [...examples.map(harmless), ...goodBodies] : [];
    const fitting = type.endsWith('json') ? texts.textOf(schema) : anyFile(goodBodies);
    const text = fc.oneof(fitting, ...given.map((example) => texts.spoiled(example)));
    const spoil = mostly(fc.constant(SPOILS[0]), fc.constantFrom(...SPOILS), 12);
    return fc.record({ text, spoil, type: fc.constant(type) });
  });
  return mostly(fc.oneof(...each), fc.constant(undefined), 25);
}

/** A name that stands in a document as an example is somebody’s; `.invalid` is nobody’s. */
function harmless(example: unknown): unknown {
  return JSON.parse(JSON.stringify(example).replaceAll('example.com', 'hooks.invalid'));
}

/** A text that is no JSON: a file, perhaps. */
function anyFile(goodBodies: readonly unknown[]): fc.Arbitrary<string> {
  const files = goodBodies.filter((body) => typeof body === 'string');
  const any = fc.string({ unit: 'binary', maxLength: 60 });
  const horrors = fc.constantFrom(
    '',
    ',',
    '"',
    '\n\n\n',
    'a,b\n"x',
    '\udcff\udcfe',
    '{{long 300000}}',
  );
  return fc.oneof(any, horrors, ...(files.length > 0 ? [fc.constantFrom(...files)] : []));
}
