/** Generated from schemas/template.schema.json by "npm run generate". Do not edit. */

/**
 * Copy in every language. The id is the file name.
 */
export type TemplateFile = EmailTemplate | SmsTemplate | PushTemplate | InAppTemplate;

export interface EmailTemplate {
  /**
   * What a colleague would call it.
   */
  title: string;
  channel: 'email';
  /**
   * Items: A word that reports compare.
   */
  keywords?: string[];
  /**
   * Every name the copy uses, and where it comes from.
   */
  variables?: {
    [k: string]: Variable;
  };
  /**
   * The copy in each language.
   */
  locales: {
    [k: string]:
      | {
          /**
           * The subject.
           */
          subject: string;
          /**
           * The grey line after the subject.
           */
          preheader?: string;
          /**
           * The body in Markdown; the text part is made from it.
           */
          markdown: string;
        }
      | {
          /**
           * The subject.
           */
          subject: string;
          /**
           * The grey line after the subject.
           */
          preheader?: string;
          /**
           * The body in MJML.
           */
          mjml: string;
          /**
           * The text part.
           */
          text: string;
        };
  };
}
export interface Variable {
  /**
   * person.nickname: an attribute of the person.
   */
  from: string;
  /**
   * Used when the value is missing.
   */
  fallback?: string | number;
}
export interface SmsTemplate {
  /**
   * What a colleague would call it.
   */
  title: string;
  channel: 'sms';
  /**
   * Items: A word that reports compare.
   */
  keywords?: string[];
  /**
   * Every name the copy uses, and where it comes from.
   */
  variables?: {
    [k: string]: Variable;
  };
  /**
   * The copy in each language.
   */
  locales: {
    [k: string]: {
      /**
       * The text.
       */
      text: string;
    };
  };
}
export interface PushTemplate {
  /**
   * What a colleague would call it.
   */
  title: string;
  channel: 'push';
  /**
   * Items: A word that reports compare.
   */
  keywords?: string[];
  /**
   * Every name the copy uses, and where it comes from.
   */
  variables?: {
    [k: string]: Variable;
  };
  /**
   * The copy in each language.
   */
  locales: {
    [k: string]: {
      /**
       * The title.
       */
      title: string;
      /**
       * The body.
       */
      body: string;
      /**
       * What a tap opens.
       */
      link?: string;
    };
  };
}
export interface InAppTemplate {
  /**
   * What a colleague would call it.
   */
  title: string;
  channel: 'in_app';
  /**
   * Items: A word that reports compare.
   */
  keywords?: string[];
  /**
   * Every name the copy uses, and where it comes from.
   */
  variables?: {
    [k: string]: Variable;
  };
  /**
   * The copy in each language.
   */
  locales: {
    [k: string]: {
      /**
       * The title.
       */
      title: string;
      /**
       * The body.
       */
      body: string;
      /**
       * What a tap opens.
       */
      link?: string;
    };
  };
}
