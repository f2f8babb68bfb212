/** Generated from schemas/persona.schema.json by "npm run generate". Do not edit. */

/**
 * A made-up person for previews.
 */
export interface PersonaFile {
  /**
   * Who this is.
   */
  title: string;
  /**
   * ko
   */
  locale?: string;
  /**
   * Asia/Seoul
   */
  timezone?: string;
  /**
   * Attribute: value.
   */
  attributes?: {};
}
