import { prismTable } from './prism.ts';
import { defectTable } from './table.ts';

export const page = new URL('../../../docs/comparison.md', import.meta.url);

/** The tables of docs/comparison.md: each stands between two comments of its name, and is made by a run. */
export const TABLES = { defects: defectTable, prism: prismTable } as const;
export type TableName = keyof typeof TABLES;

const between = (name: TableName) => new RegExp(`(<!-- ${name} -->\n)([\\s\\S]*?)(\n<!-- end of ${name} -->)`);

/** The table as the text has it; undefined when it has none. */
export function tableIn(text: string, name: TableName): string | undefined {
  return between(name).exec(text)?.[2]?.trim();
}

/** The text with another table in the place of the one that it has. */
export function withTable(text: string, name: TableName, table: string): string {
  return text.replace(between(name), (_, begin: string, __, end: string) => `${begin}\n${table}\n${end}`);
}
