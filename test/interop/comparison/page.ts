import { prismTable } from './prism.ts';
import { defectTable } from './table.ts';

export const page = new URL('../../../docs/comparison.md', import.meta.url);

/** The generated tables of docs/comparison.md. Each is between two comments with its name. */
export const TABLES = { defects: defectTable, prism: prismTable } as const;
export type TableName = keyof typeof TABLES;

const between = (name: TableName) => new RegExp(`(<!-- ${name} -->\n)([\\s\\S]*?)(\n<!-- end of ${name} -->)`);

/** The table in a text; undefined if there is none. */
export function tableIn(text: string, name: TableName): string | undefined {
  return between(name).exec(text)?.[2]?.trim();
}

/** Replaces a table in a text. */
export function withTable(text: string, name: TableName, table: string): string {
  return text.replace(between(name), (_, begin: string, __, end: string) => `${begin}\n${table}\n${end}`);
}
