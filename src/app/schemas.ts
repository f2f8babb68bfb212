import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { definitionSchemas, documentSchemas } from '../validate/schemas/index.ts';

/** The JSON Schema of every kind of file and printed document, by noun. */
export function allSchemas(): ReadonlyMap<string, object> {
  return new Map(Object.entries({ ...definitionSchemas, ...documentSchemas }));
}

/** Writes every schema as `<noun>.schema.json`; gives back the paths. */
export function writeSchemas(folder: string): string[] {
  mkdirSync(folder, { recursive: true });
  return [...allSchemas()].map(([noun, schema]) => {
    const path = join(folder, `${noun}.schema.json`);
    writeFileSync(path, `${JSON.stringify(schema, null, 2)}\n`);
    return path;
  });
}
