import type { z } from 'zod';

import type { RouteShape } from '../routes/routeShape.ts';
import type { SchemaBook } from './schemaBook.ts';

type Place = 'path' | 'query' | 'header';

/** What stands in the path, the query and the headers of a request. */
export function parametersOf(shape: RouteShape, book: SchemaBook): object[] {
  return [
    ...inPlace('path', shape.params, book),
    ...inPlace('query', shape.query, book),
    ...inPlace('header', shape.headers, book),
  ];
}

function inPlace(place: Place, fields: z.ZodObject | undefined, book: SchemaBook): object[] {
  return Object.entries(fields?.shape ?? {}).map(([name, field]) => {
    const { description, ...schema } = book.write(field as z.ZodType, 'input');
    const isRequired = place === 'path' || !isOptional(field as z.ZodType);
    return {
      name: place === 'header' ? asHeader(name) : name,
      in: place,
      ...(isRequired ? { required: true } : {}),
      ...(typeof description === 'string' ? { description } : {}),
      schema,
    };
  });
}

/** As it is usually written; whoever sends it may write it as they like. */
function asHeader(name: string): string {
  return name.replaceAll(/(?<=^|-)[a-z]/g, (letter) => letter.toUpperCase());
}

function isOptional(field: z.ZodType): boolean {
  return field.safeParse(undefined).success;
}
