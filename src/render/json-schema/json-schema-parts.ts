/** A JSON Schema, or a part of one. */
export type Schema = Readonly<Record<string, unknown>>;

export const text: Schema = { type: 'string' };
export const flag: Schema = { type: 'boolean' };
/** 1-based lines and columns, numbers on GitHub. */
export const positive: Schema = { type: 'integer', minimum: 1 };
export const whole: Schema = { type: 'integer', minimum: 0 };
export const day: Schema = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' };

export const described = (schema: Schema, description: string): Schema => ({ ...schema, description });
export const oneOf = (values: readonly string[]): Schema => ({ type: 'string', enum: [...values] });
export const list = (items: Schema): Schema => ({ type: 'array', items });
export const orNull = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'null' }] });

/** An object with exactly these keys. What may be left out is named in `optional`. */
export const object = (properties: Readonly<Record<string, Schema>>, optional: readonly string[] = []): Schema => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((key) => !optional.includes(key)),
  additionalProperties: false,
});
