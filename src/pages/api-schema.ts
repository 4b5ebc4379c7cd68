/** Reads the parts of an OpenAPI 3.1 document that the page of the API shows. */

/** A JSON Schema as our own document has them: references are resolved by {@link ApiDocument.resolve}. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly example?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly additionalProperties?: Schema | boolean;
}

export interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema?: Schema;
}

interface Content {
  readonly content?: Readonly<Record<string, { readonly schema?: Schema; readonly example?: unknown }>>;
}

export interface Operation {
  readonly summary?: string;
  readonly description?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: Content;
  readonly responses?: Readonly<Record<string, Content & { readonly description?: string }>>;
  readonly security?: readonly Readonly<Record<string, unknown>>[];
}

export interface ApiDocument {
  readonly info: { readonly version: string };
  readonly paths?: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> };
}

/** A schema itself, in the place of a reference to it. */
export function resolved(api: ApiDocument, schema: Schema): Schema {
  const name = schema.$ref?.split('/').at(-1);
  return name === undefined ? schema : (api.components?.schemas?.[name] ?? {});
}

/** The schema of what is sent as JSON, if anything is, with its example. */
export function jsonSchema(body: Content | undefined): Schema | undefined {
  const { schema, example } = body?.content?.['application/json'] ?? {};
  return schema && example !== undefined ? { ...schema, example } : schema;
}

/** A type in words of JSON Schema: `string | null`, `integer[]`. */
export function typeName(api: ApiDocument, given: Schema): string {
  const schema = resolved(api, given);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return [...new Set(choices.map((one) => typeName(api, one)))].join(' | ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  const types = [schema.type ?? 'any'].flat();
  return types
    .map((type) => (type === 'array' && schema.items ? arrayName(typeName(api, schema.items)) : type))
    .join(' | ');
}

function arrayName(item: string): string {
  return item.includes('|') ? `(${item})[]` : `${item}[]`;
}

/** The fields of an object, or of what a list or a choice holds; null where there are none. */
export function fieldsOf(api: ApiDocument, given: Schema): Schema | null {
  const schema = resolved(api, given);
  if (schema.properties) return schema;
  for (const inner of [schema.items, ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]) {
    const fields = inner && fieldsOf(api, inner);
    if (fields) return fields;
  }
  return null;
}

/** Limits as they are written: `1–50`, `≤ 2000`. */
export function limitsOf(schema: Schema): string {
  const [least, most] = [
    schema.minimum ?? schema.minLength ?? schema.minItems,
    schema.maximum ?? schema.maxLength ?? schema.maxItems,
  ];
  // The largest number that JavaScript holds exactly is no limit that anyone set.
  const max = most === Number.MAX_SAFE_INTEGER ? undefined : most;
  if (least !== undefined && max !== undefined) return `${least}–${max}`;
  if (max !== undefined) return `≤ ${max}`;
  return least === undefined || least === 0 || least === Number.MIN_SAFE_INTEGER ? '' : `≥ ${least}`;
}

/** The least that may be sent: the schema's own example, else its required fields. */
export function exampleOf(api: ApiDocument, given: Schema): unknown {
  const schema = resolved(api, given);
  if (schema.example !== undefined) return schema.example;
  if (schema.default !== undefined) return schema.default;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.properties) {
    const { properties } = schema;
    return Object.fromEntries(
      (schema.required ?? []).map((name) => [name, exampleOf(api, properties[name] ?? {})]),
    );
  }
  const [type] = [schema.type ?? 'string'].flat();
  if (type === 'array') return schema.items ? [exampleOf(api, schema.items)] : [];
  if (type === 'integer' || type === 'number') return schema.minimum ?? 0;
  return type === 'boolean' ? false : '…';
}
